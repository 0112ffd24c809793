import type { DriverRow } from '../driver/driver.js'
import type { AccessPath } from './access-path.js'
import type { Bind } from './compile-bind.js'
import type { Hydrate } from './compile-hydrate.js'
import type { ReadCurrent } from './current.js'

/** What every statement of one shape shares: a value, made once, cached by shape, printable. */
export interface StatementPlan {
  readonly kind: 'select' | 'insert' | 'update' | 'delete' | 'truncate'
  readonly entityName: string
  readonly cql: string
  /** Names of the markers in their order, for people. */
  readonly markers: readonly string[]
  readonly bind: Bind
  /** Safe to send twice: no condition, no list append, prepend or write by index, no step of a counter. */
  readonly isIdempotent: boolean
  /** Generated source by function; empty where code generation is forbidden. */
  readonly source: Readonly<Record<string, string | undefined>>
}

/** A plan that reads. */
export interface SelectPlan extends StatementPlan {
  readonly kind: 'select'
  readonly hydrate: Hydrate
  /** What to report where `hydrate` failed at one of these rows. */
  readonly explainFailure: (rows: readonly DriverRow[], failure: unknown) => unknown
  readonly accessPath: AccessPath | 'scan'
}

/** A plan that writes. */
export interface WritePlan extends StatementPlan {
  readonly kind: 'insert' | 'update' | 'delete' | 'truncate'
  /** It has an `IF`: the server answers whether it was applied, and nobody may send it twice. */
  readonly isConditional: boolean
  /** What the row holds, of an answer that says not applied. */
  readonly readCurrent: ReadCurrent
}
