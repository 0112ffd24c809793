import type { CqlType } from '../cql/data-type.js'
import type { BatchMessage, DriverRow } from '../driver/driver.js'
import type { AccessPath } from './where/access-path.js'
import type { Bind } from './writes/compile-bind.js'
import type { Hydrate } from './reads/compile-hydrate.js'
import type { ReadCurrent } from './writes/current.js'
import type { IfShape } from './writes/if-clause.js'

/** What every statement of one shape shares: a value, made once, cached by shape, printable. */
export interface StatementPlan {
  readonly kind: 'select' | 'insert' | 'update' | 'delete' | 'truncate' | 'batch'
  /** Undefined where several entities have a part in it. */
  readonly entityName: string | undefined
  readonly cql: string
  /** Names of the markers in their order, for people. */
  readonly markers: readonly string[]
  readonly bind: Bind
  /** Safe to send twice: no condition, no list append, prepend or write by index, no step of a counter. */
  readonly isIdempotent: boolean
  /** Generated source by function; empty where code generation is forbidden. */
  readonly source: Readonly<Record<string, string | undefined>>
  /** The message that is sent in place of the text. */
  readonly batch?: BatchMessage | undefined
}

/** A plan that reads. */
export interface SelectPlan extends StatementPlan {
  readonly kind: 'select'
  readonly hydrate: Hydrate
  /** What to report where `hydrate` failed at one of these rows. */
  readonly explainFailure: (rows: readonly DriverRow[], failure: unknown) => unknown
  readonly accessPath: AccessPath | 'scan'
  /** The server reads rows of other classes of the table and discards them. */
  readonly discardsOthers: boolean
  /** Rows are hydrated when they are taken from the result. */
  readonly isLazy: boolean
  /** A vector search, which the server answers at ONE or LOCAL_ONE only, in one page. */
  readonly isNearest: boolean
}

/** A statement of a plan that is several: its text, and how many of the values are its own. */
export interface MemberStatement {
  readonly cql: string
  readonly valueCount: number
}

/** A cell that a write names. */
export interface WrittenCell {
  /** Which of the values it is. */
  readonly value: number
  /** `note`, `address.street`. */
  readonly property: string
  /** The same by the name of the column: what tells the cells of a row apart. */
  readonly cell: string
  readonly type: CqlType
  /** The name of its column. */
  readonly column: string
  /** It gets this value whatever it held; false for what is added to it or taken from it. */
  readonly isReplaced: boolean
  /** The value is taken from it. */
  readonly isTaken: boolean
  /** Of a static column: all rows of the partition share it. */
  readonly isStatic: boolean
}

/** A plan that writes. */
export interface WritePlan extends StatementPlan {
  readonly kind: 'insert' | 'update' | 'delete' | 'truncate' | 'batch'
  /** It has an `IF`: the server answers whether it was applied, and nobody may send it twice. */
  readonly isConditional: boolean
  /** What the `IF` asks; undefined without. */
  readonly ifShape: IfShape
  /** What the row holds, of an answer that says not applied. */
  readonly readCurrent: ReadCurrent
  /** Its statements: one, but for a plan of kind `batch`; the values are theirs in this order. */
  readonly members: readonly MemberStatement[]
  /** The cells it names, keys left out. */
  readonly cells: readonly WrittenCell[]
}
