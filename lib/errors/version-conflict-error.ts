import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** Both sides of a conflict. */
export interface VersionConflict {
  /** The version that the row was expected to have; undefined for a row that was to be new. */
  readonly expected: unknown
  /** What the row holds: all of it for one that was to be new, else its version; undefined if there is no row. */
  readonly current: object | undefined
  /** The entity that was to be saved or removed. It is what it was before. */
  readonly attempted: object
}

/**
 * A row has another version than the entity that was to replace it: somebody else saved or removed it first. Nothing was
 * written. Both sides are properties of the error that are not enumerable, so that they do not end up in logs.
 */
export class VersionConflictError extends CassiformError implements VersionConflict {
  declare readonly expected: unknown
  declare readonly current: object | undefined
  declare readonly attempted: object

  constructor(conflict: VersionConflict, details: Pick<ErrorDetails, 'entity' | 'property' | 'cql'>) {
    super(sentenceOf(conflict), {
      ...details,
      code: 'E_VERSION_CONFLICT',
      outcome: 'rejected',
      hint: 'Read the row again, and repeat the change on what it is now.',
    })
    for (const [name, value] of Object.entries(conflict)) Object.defineProperty(this, name, { value })
  }
}

function sentenceOf({ expected, current }: VersionConflict): string {
  if (expected === undefined) return 'there is a row with this key already.'
  return current === undefined
    ? 'the row was removed since it was read.'
    : 'the row was changed by somebody else since it was read.'
}
