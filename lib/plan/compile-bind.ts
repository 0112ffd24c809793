import { canEvaluate } from '../codegen/evaluate.js'
import { member, SourceBuilder } from '../codegen/source-builder.js'
import { ValueRefusal } from '../codec/value-refusal.js'
import { OptionError } from '../errors/option-error.js'
import { StatementError } from '../errors/statement-error.js'
import { ValueError } from '../errors/value-error.js'
import type { Marker } from './marker.js'

/** Values for the markers of a statement, in their order; see `MarkerSource` for what the arguments are. */
export type Bind = (first: unknown, second?: unknown, third?: unknown) => unknown[]

export interface BindFunction {
  readonly bind: Bind
  /** The generated function; undefined where code generation is forbidden. */
  readonly source: string | undefined
}

/**
 * The bind function of a statement. A refused value is off the fast path: only then the interpreted twin walks the
 * markers one by one and says which property it was.
 */
export function buildBind(name: string, entityName: string, markers: readonly Marker[]): BindFunction {
  const explain = interpretBind(entityName, markers)
  if (!canEvaluate()) return { bind: explain, source: undefined }
  const { run, source } = compileBind(name, markers)
  const bind: Bind = (first, second, third) => {
    try {
      return run(first, second, third)
    } catch (error) {
      if (error instanceof ValueRefusal) return explain(first, second, third)
      throw error
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
    const value = marker.source.path.reduce<string>(member, argumentNames[marker.source.argument])
    const encode = builder.capture('encode', marker.encode)
    return marker.isNullable ? `(v = ${value}) == null ? v : ${encode}(v)` : `${encode}(${value})`
  })
  builder.line('let v;')
  builder.line('return [')
  for (const term of terms) builder.line(`  ${term},`)
  builder.line('];')
  return builder.compile<Bind>()
}

// ─── Interpreted ───────────────────────────────────────────────────────────────────────────────────────────────────

export function interpretBind(entityName: string, markers: readonly Marker[]): Bind {
  return (...inputs) =>
    markers.map((marker) => {
      const value = marker.source.path.reduce<unknown>(
        (object, property) => (object as Record<string | number, unknown>)[property],
        inputs[marker.source.argument],
      )
      return marker.isNullable && (value === undefined || value === null)
        ? value
        : encodeOrExplain(entityName, marker, value)
    })
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
    if (!(error instanceof ValueRefusal)) throw error
    if (property !== undefined) throw new ValueError(error, { entity, property })
    throw new OptionError(`option '${name}' takes ${error.expected}, given ${error.given}.`, { entity })
  }
}
