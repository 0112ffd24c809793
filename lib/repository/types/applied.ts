import type { IfOptions } from '../../plan/writes/if-clause.js'

/**
 * What a conditional write resolves to. `current`: what the row holds, where it was not applied: of `ifNotExists` the
 * whole row, as an entity that was loaded; of `if` the columns of the condition, collections whole; nothing of `ifExists`,
 * and where there is no row. Its computed properties are absent: the server does not give them.
 */
export type Applied<Current = never> =
  | { readonly applied: true }
  | ([Current] extends [never]
      ? { readonly applied: false; readonly current?: undefined }
      : { readonly applied: false; readonly current?: Current | undefined })

/** What an insert resolves to by its option `ifNotExists`; one that is not literal gives the union. */
export type InsertResult<Entity, IfNotExists> = IfNotExists extends true ? Applied<Entity> : void

/** What an update or delete resolves to by its options `ifExists` and `if`; one that is not literal gives the union. */
export type ChangeResult<E, IfExists, If> = If extends object
  ? Applied<Pick<E, keyof If & keyof E>>
  : IfExists extends true
    ? Applied
    : void

/** Whether a call says a condition, so that it is answered. */
export function hasCondition(options: IfOptions | undefined): boolean {
  return (
    options !== undefined && (options.ifNotExists === true || options.ifExists === true || options.if !== undefined)
  )
}
