import { isMulticell, partsOf, printDataType } from '../../../lib/cql/data-type.js'
import type { CqlType } from '../../../lib/cql/data-type.js'
import { parseDataType } from '../../../lib/cql/parse-data-type.js'
import type { LiveKeyspace, LiveSchema } from '../../../lib/schema/live/live-schema.js'
import { defaultProperties, liveKeyspace, liveSchema } from './live.js'

const name = String.raw`"((?:[^"]|"")*)"`
const statements = {
  createType: new RegExp(String.raw`^CREATE TYPE IF NOT EXISTS ${name}\.${name} \((.*)\)$`, 's'),
  addField: new RegExp(String.raw`^ALTER TYPE ${name}\.${name} ADD IF NOT EXISTS (.*)$`, 's'),
  createTable: new RegExp(String.raw`^CREATE TABLE IF NOT EXISTS ${name}\.${name} \((.*), PRIMARY KEY .*$`, 's'),
  addColumns: new RegExp(String.raw`^ALTER TABLE ${name}\.${name} ADD IF NOT EXISTS \((.*)\)$`, 's'),
}

/**
 * The keyspace `shop` after a statement, as a server would have it: objects that exist stay as they are, a type text
 * may name only types that exist, and texts are kept in the spelling of the server.
 */
export function applied({ keyspaces }: LiveSchema, cql: string): LiveSchema {
  const shop = keyspaces.get('shop') ?? liveKeyspace([])
  for (const [kind, pattern] of Object.entries(statements)) {
    const [, , object, body] = pattern.exec(cql) ?? []
    if (object === undefined || body === undefined) continue
    return liveSchema(changes[kind as keyof typeof statements](shop, unquoted(object), definitions(body, shop)))
  }
  throw new Error(`not understood: ${cql}`)
}

type Change = (shop: LiveKeyspace, object: string, given: ReadonlyMap<string, string>) => LiveKeyspace

const withType: Change = (shop, object, fields) => ({
  ...shop,
  types: new Map([...shop.types, [object, { name: object, fields }]]),
})

const withTable: Change = (shop, object, columns) => {
  const live = [...columns].map(
    ([column, type]) =>
      [
        column,
        { name: column, type, kind: column === 'id' ? 'partition_key' : 'regular', position: 0, order: 'none' },
      ] as const,
  )
  const table = {
    name: object,
    id: '',
    properties: defaultProperties,
    columns: new Map(live),
    droppedColumns: new Map(),
    indexes: [],
  }
  return { ...shop, tables: new Map([...shop.tables, [object, table]]) }
}

const changes: Record<keyof typeof statements, Change> = {
  createType: (shop, object, fields) => (shop.types.has(object) ? shop : withType(shop, object, fields)),
  addField: (shop, object, given) => {
    const { fields } = shop.types.get(object)!
    return withType(
      shop,
      object,
      new Map([...given, ...fields].sort(([a], [b]) => order(fields, a) - order(fields, b))),
    )
  },
  createTable: (shop, object, columns) => (shop.tables.has(object) ? shop : withTable(shop, object, columns)),
  addColumns: (shop, object, given) => {
    const columns = [...shop.tables.get(object)!.columns.values()].map(({ name, type }) => [name, type] as const)
    return withTable(shop, object, new Map([...given, ...columns]))
  },
}

/** What was there keeps its place, what is new comes last. */
function order(fields: ReadonlyMap<string, string>, field: string): number {
  const place = [...fields.keys()].indexOf(field)
  return place === -1 ? fields.size : place
}

/** `"a" int, "b" frozen<"x">` by name, types in the spelling of the server. */
function definitions(body: string, shop: LiveKeyspace): ReadonlyMap<string, string> {
  return new Map(
    split(body).map((definition) => {
      const [, field, type] = new RegExp(String.raw`^\s*${name} (.*)$`, 's').exec(definition)!
      return [unquoted(field!), serverSpelling(type!, shop)] as const
    }),
  )
}

/** The parts between commas that stand neither in quotes nor in brackets. */
function split(body: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [token] of body.matchAll(/"(?:[^"]|"")*"|[<>,]|[^"<>,]+/gs)) {
    if (token === '<') depth++
    if (token === '>') depth--
    if (token === ',' && depth === 0) parts.push('')
    else parts.push(`${parts.pop()!}${token}`)
  }
  return parts
}

function serverSpelling(text: string, shop: LiveKeyspace): string {
  const type = parseDataType(text, { userTypes: true })
  for (const used of userTypesOf(type)) {
    if (!shop.types.has(used)) throw new Error(`Unknown type shop.${used}`)
  }
  if (isMulticell(type) && type.kind === 'udt') throw new Error(`not meant here: ${text}`)
  return printDataType(type).replaceAll(/"([a-z][a-z0-9_]*)"/g, '$1')
}

function userTypesOf(type: CqlType): string[] {
  return type.kind === 'udt' ? [type.name] : partsOf(type).flatMap(userTypesOf)
}

function unquoted(text: string): string {
  return text.replaceAll('""', '"')
}
