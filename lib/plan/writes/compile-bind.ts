import { canEvaluate } from '../../codegen/evaluate.js'
import { isInheritedName, isPrototypePolluted, readProperty } from '../../objects/property.js'
import { isAssignment } from '../../cql/assignments.js'
import { literal, member, SourceBuilder } from '../../codegen/source-builder.js'
import { ValueRefusal } from '../../codec/value-refusal.js'
import { isCassiformError } from '../../errors/cassiform-error.js'
import { OptionError } from '../../errors/option-error.js'
import { StatementError } from '../../errors/statement-error.js'
import { ValueError } from '../../errors/value-error.js'
import type { Marker } from '../marker.js'
import { hintOfMisplaced, misplaced } from './check-assignment.js'

/** Values for the markers of a statement, in their order; see `MarkerSource` for what the arguments are. */
export type Bind = (first: unknown, second?: unknown, third?: unknown) => unknown[]

/** A bind function and where it came from. */
export interface BindFunction {
  readonly bind: Bind
  /** The generated function; undefined where code generation is forbidden. */
  readonly source: string | undefined
}

/**
 * The bind function of a statement. A refused value is off the fast path: only then the interpreted twin walks the
 * markers one by one and says which property it was. It also stands in while `Object.prototype` has properties that
 * every object then seems to have: it takes only what an object has itself.
 */
export function buildBind(name: string, entityName: string, markers: readonly Marker[]): BindFunction {
  const explain = interpretBind(entityName, markers)
  if (!canEvaluate()) return { bind: explain, source: undefined }
  const { run, source } = compileBind(name, markers)
  const bind: Bind = (first, second, third) => {
    if (isPrototypePolluted()) return explain(first, second, third)
    try {
      return run(first, second, third)
    } catch {
      return explain(first, second, third)
    }
  }
  return { bind, source }
}

// ─── Compiled ──────────────────────────────────────────────────────────────────────────────────────────────────────

const argumentNames = ['a', 'b', 'c'] as const

/** `return [encode0(a["id"]), (v = a["note"]) == null ? v : encode1(v)];` */
export function compileBind(name: string, markers: readonly Marker[]) {
  const builder = new SourceBuilder(name, argumentNames)
  const terms = markers.map((marker) => {
    const { path, argument } = marker.source
    const value = path.reduce<string>((object, name) => compileRead(builder, object, name), argumentNames[argument])
    const encode = builder.capture('encode', marker.encode)
    return marker.isNullable ? `(v = ${value}) == null ? v : ${encode}(v)` : `${encode}(${value})`
  })
  builder.line('let v;')
  builder.line('return [')
  for (const term of terms) builder.line(`  ${term},`)
  builder.line('];')
  return builder.compile<Bind>()
}

/** `object["name"]`; through a function for names that every object seems to have. */
function compileRead(builder: SourceBuilder, object: string, name: string | number): string {
  if (typeof name === 'number' || !isInheritedName(name)) return member(object, name)
  return `${builder.capture('read', readProperty)}(${object}, ${literal(name)})`
}

// ─── Interpreted ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The twin that walks the markers: it names the property of a value that is refused. */
export function interpretBind(entityName: string, markers: readonly Marker[]): Bind {
  return (...inputs) =>
    markers.map((marker) => {
      const value = readValue(entityName, marker, inputs)
      return marker.isNullable && (value === undefined || value === null)
        ? value
        : encodeOrExplain(entityName, marker, value)
    })
}

/** Whatever else throws while a value is encoded is a function of the user. */
function transformerError(entity: string, property: string | undefined, cause: unknown): StatementError {
  return new StatementError('could not be encoded: its transformer threw.', {
    code: 'E_TRANSFORMER',
    entity,
    property,
    cause,
  })
}

/** The value of a marker; a getter that throws is an error of its own. */
function readValue(entity: string, { source, property }: Marker, inputs: readonly unknown[]): unknown {
  try {
    return source.path.reduce<unknown>((object, name) => readProperty(object as object, name), inputs[source.argument])
  } catch (cause) {
    throw new StatementError('could not be read: its getter threw.', { code: 'E_UNREADABLE', entity, property, cause })
  }
}

function encodeOrExplain(entity: string, { encode, name, property, isKey }: Marker, value: unknown): unknown {
  if (isKey && (value === undefined || value === null)) {
    throw new StatementError(`is a primary key column and has no value; expected one, given ${String(value)}.`, {
      code: 'E_KEY_INCOMPLETE',
      entity,
      property,
      hint: 'Every column of the primary key must be set: Cassandra finds and writes rows by it.',
    })
  }
  try {
    return encode(value)
  } catch (error) {
    if (!(error instanceof ValueRefusal))
      throw isCassiformError(error) ? error : transformerError(entity, property, error)
    if (isAssignment(value)) {
      throw new StatementError(misplaced(value.kind), { code: 'E_ASSIGNMENT', entity, property, hint: hintOfMisplaced })
    }
    if (property !== undefined) throw new ValueError(error, { entity, property })
    throw new OptionError(`option '${name}' takes ${error.expected}, given ${error.given}.`, { entity })
  }
}
