import { codecOfDriverType } from '../../codec/driver-type.js'
import type { ElementCodec } from '../../codec/define-codec.js'
import { ValueRefusal } from '../../codec/value-refusal.js'
import type { DriverColumn } from '../../driver/driver.js'
import { StatementError } from '../../errors/statement-error.js'
import { ValueError } from '../../errors/value-error.js'
import { didYouMean } from '../../errors/did-you-mean.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { readProperty } from '../../objects/property.js'

/** Values of raw CQL: in the order of the markers, or by their names. */
export type RawParameters = readonly unknown[] | Readonly<Record<string, unknown>>

const codecsByColumns = new WeakMap<readonly DriverColumn[], readonly (ElementCodec | undefined)[]>()

/** The codecs of markers or result columns; made once an array, of which the driver gives the same as long as it can. */
export function codecsOf(columns: readonly DriverColumn[]): readonly (ElementCodec | undefined)[] {
  let codecs = codecsByColumns.get(columns)
  if (codecs === undefined) {
    codecs = columns.map(({ type }) => codecOfDriverType(type))
    codecsByColumns.set(columns, codecs)
  }
  return codecs
}

/** The parameters as they are now: binding waits for the server, and what is changed meanwhile is for another call. */
export function keepParameters(cql: string, given: RawParameters): RawParameters {
  if (!Array.isArray(given) && !isPlainObject(given)) {
    throw new StatementError('the parameters are an array, or an object of values by marker name.', {
      code: 'E_PARAMETERS',
      cql,
    })
  }
  try {
    return Array.isArray(given) ? [...(given as readonly unknown[])] : { ...given }
  } catch (cause) {
    throw unreadable(cql, 'the parameters could not be read: a getter threw.', undefined, cause)
  }
}

/**
 * Values as the driver takes them, each checked against the type that the server gives its marker: as strict as the columns
 * of entities are. Nothing is sent for a value that is missing, too many, undefined, or not exactly of the type.
 */
export function bindRaw(cql: string, markers: readonly DriverColumn[], given: RawParameters): readonly unknown[] {
  const values = Array.isArray(given) ? inOrder(cql, markers, given) : byName(cql, markers, given)
  const codecs = codecsOf(markers)
  return Array.from(values, (value, i) => encode(cql, markers[i]!, codecs[i], value, i))
}

function inOrder(cql: string, { length }: readonly DriverColumn[], given: readonly unknown[]): readonly unknown[] {
  if (given.length === length) return given
  throw new StatementError(`the statement has ${count(length, 'marker')}, given ${count(given.length, 'value')}.`, {
    code: 'E_PARAMETERS',
    cql,
  })
}

function byName(cql: string, markers: readonly DriverColumn[], given: object): readonly unknown[] {
  const names = new Set(markers.map(({ name }) => name))
  for (const name of Object.keys(given)) {
    if (names.has(name)) continue
    throw new StatementError(`the statement has no marker :${name}.${didYouMean(name, names)}`, {
      code: 'E_PARAMETERS',
      cql,
      hint: `Markers: ${[...names].join(', ') || 'none'}.`,
    })
  }
  return markers.map(({ name }) => readProperty(given, name))
}

function encode(
  cql: string,
  { name }: DriverColumn,
  codec: ElementCodec | undefined,
  value: unknown,
  i: number,
): unknown {
  if (value === null || codec === undefined) return value
  if (value === undefined) {
    throw new StatementError(`value ${i + 1}, for '${name}', is undefined.`, {
      code: 'E_VALUE_UNDEFINED',
      cql,
      property: name,
      hint: 'It would leave a condition open or a cell alone in silence: pass a value, or null to delete a cell.',
    })
  }
  try {
    return codec.encode(value)
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw unreadable(cql, 'could not be read: a getter threw.', name, error)
    throw new ValueError(error, { cql, property: name, hint: `It is value ${i + 1} of the statement, for '${name}'.` })
  }
}

/** What a value of the caller throws is no failure of the connection. */
function unreadable(cql: string, sentence: string, property: string | undefined, cause: unknown): StatementError {
  return new StatementError(sentence, { code: 'E_UNREADABLE', cql, property, cause })
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
