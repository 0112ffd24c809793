import { didYouMean } from '../errors/did-you-mean.js'
import { declareProblem } from '../metadata/declare.js'
import type { DeclarationOwner } from '../metadata/declare.js'
import type { ClusteringColumnOptions } from './column-options.js'

/** Where a column stands in the primary key. */
export interface KeyPlace {
  readonly role: 'partition' | 'clustering'
  readonly options: Pick<ClusteringColumnOptions, 'position' | 'order'>
}

/** A member of `partitionKey` or `clusteringColumns`. */
interface Listed {
  readonly name: string
  readonly order?: unknown
}

/**
 * Reads the key lists of `defineEntity`: the place of each key column by property. Mistakes are kept until the model is
 * compiled.
 */
export function readKeyDefinition(
  owner: DeclarationOwner,
  columns: readonly string[],
  partitionKey: unknown,
  clusteringColumns: unknown,
): ReadonlyMap<string, KeyPlace> {
  const places = new Map<string, KeyPlace>()
  const place = (role: KeyPlace['role'], listed: readonly Listed[]) => {
    let position = 0
    for (const { name, order } of listed) {
      if (!columns.includes(name)) refuseUnknown(owner, role, name, columns)
      else if (places.has(name)) refuse(owner, name, 'stands in the primary key twice; expected it once.')
      else places.set(name, placeOf(role, position++, order))
    }
  }
  place('partition', readList(owner, 'partitionKey', partitionKey))
  place('clustering', readList(owner, 'clusteringColumns', clusteringColumns))
  return places
}

function placeOf(role: KeyPlace['role'], position: number, order: unknown): KeyPlace {
  return { role, options: { position, ...(role === 'clustering' && { order: order as 'asc' }) } }
}

function readList(owner: DeclarationOwner, option: 'partitionKey' | 'clusteringColumns', given: unknown): Listed[] {
  if (given === undefined && option === 'clusteringColumns') return []
  if (!Array.isArray(given)) {
    const what = given === undefined ? 'no' : 'an impossible'
    refuse(owner, undefined, `has ${what} ${option}; expected a list of property names, one at least.`)
    return []
  }
  return given.flatMap((member: unknown) => {
    const listed = readMember(member, option === 'clusteringColumns')
    if (listed !== undefined) return [listed]
    const orObject = option === 'clusteringColumns' ? ", or objects like { at: 'desc' } with one of them" : ''
    refuse(owner, undefined, `has an impossible ${option}; expected property names${orObject}.`)
    return []
  })
}

function readMember(member: unknown, mayHaveOrder: boolean): Listed | undefined {
  if (typeof member === 'string') return { name: member }
  if (!mayHaveOrder || typeof member !== 'object' || member === null) return undefined
  const entries: readonly (readonly [string, unknown])[] = Object.entries(member)
  const [only, ...more] = entries
  return only !== undefined && more.length === 0 ? { name: only[0], order: only[1] } : undefined
}

function refuseUnknown(
  owner: DeclarationOwner,
  role: KeyPlace['role'],
  name: string,
  columns: readonly string[],
): void {
  const list = role === 'partition' ? 'partitionKey' : 'clusteringColumns'
  refuse(owner, undefined, `names '${name}' in ${list}, which is none of its columns.${didYouMean(name, columns)}`)
}

function refuse(owner: DeclarationOwner, property: string | undefined, message: string): void {
  declareProblem(owner, { code: 'E_KEY', property, message })
}
