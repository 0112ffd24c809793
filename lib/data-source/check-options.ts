import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'
import { isPlainObject } from '../objects/plain-object.js'
import { alterableProperties } from '../schema/table-properties.js'

/** Refuses options that do not exist, at one level of those of a data source. `place` is empty at the top. */
export function checkNames(place: string, given: object, known: readonly string[]): void {
  for (const option of Object.keys(given)) {
    if (known.includes(option)) continue
    const where = place === '' ? '' : ` in '${place}'`
    throw new OptionError(`DataSource: unknown option '${option}'${where}.${didYouMean(option, known)}`, {
      code: 'E_UNKNOWN_OPTION',
      hint: `Known: ${known.join(', ')}.`,
    })
  }
}

/** The options inside an option: an object of known ones. */
export function checkNested(place: string, given: unknown, known: readonly string[]): void {
  if (given === undefined) return
  if (!isPlainObject(given)) {
    throw new OptionError(`DataSource: option '${place}' takes an object.`, { hint: `Known: ${known.join(', ')}.` })
  }
  checkNames(place, given, known)
}

/** A keyspace needs to be told how it is replicated: `{ class: 'NetworkTopologyStrategy', datacenter1: 3 }`. */
export function checkKeyspaceCreation(given: unknown): void {
  checkNested('createKeyspace', given, ['replication', 'durableWrites'])
  if (given === undefined) return
  const { replication, durableWrites } = given as { replication?: unknown; durableWrites?: unknown }
  if (!isPlainObject(replication) || typeof replication.class !== 'string') {
    throw new OptionError("DataSource: createKeyspace needs 'replication' with a 'class'.", {
      hint: "Write createKeyspace: { replication: { class: 'NetworkTopologyStrategy', datacenter1: 3 } }.",
    })
  }
  const odd = Object.entries(replication).find(([, value]) => typeof value !== 'string' && typeof value !== 'number')
  if (odd !== undefined) {
    throw new OptionError(`DataSource: option 'createKeyspace.replication.${odd[0]}' takes a text or a number.`)
  }
  if (durableWrites === undefined || typeof durableWrites === 'boolean') return
  throw new OptionError("DataSource: option 'createKeyspace.durableWrites' takes true or false.")
}

/** User name and password, both texts. The message holds neither. */
export function checkCredentials(given: unknown): void {
  checkNested('credentials', given, ['username', 'password'])
  if (given === undefined) return
  const { username, password } = given as { username?: unknown; password?: unknown }
  if (typeof username === 'string' && typeof password === 'string') return
  throw new OptionError('DataSource: credentials need a username and a password, both texts.')
}

/** Names of table properties that are altered only where somebody says so. */
export function checkAlter(given: unknown): void {
  const names: readonly string[] = alterableProperties
  const hint = `Known: ${names.join(', ')}. comment, caching, speculativeRetry and additionalWritePolicy are altered anyway.`
  if (!Array.isArray(given)) {
    throw new OptionError("DataSource: option 'synchronize.alter' takes a list of table properties.", { hint })
  }
  const unknown = given.find((name) => !names.includes(name as string)) as unknown
  if (unknown === undefined && !given.includes(undefined)) return
  throw new OptionError(
    `DataSource: unknown table property '${String(unknown)}' in 'synchronize.alter'.${didYouMean(String(unknown), names)}`,
    { code: 'E_UNKNOWN_OPTION', hint },
  )
}
