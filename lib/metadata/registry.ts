import { ConnectionError } from '../errors/connection-error.js'
import type {
  ColumnMetadata,
  ComputedMetadata,
  DiscriminatorMetadata,
  DiscriminatorValueType,
  HookMetadata,
  IndexMetadata,
  MaterializedViewMetadata,
  TableMetadata,
  UserTypeMetadata,
} from './entity-metadata.js'

/** A mistake seen while a class was being declared, kept until its model is compiled. */
export interface DeclarationProblem {
  readonly code: string
  readonly property?: string | undefined
  readonly message: string
  readonly hint?: string | undefined
}

/** What the decorators of one class have said so far; base classes have drafts of their own. */
export interface EntityDraft {
  table: TableMetadata | undefined
  view: MaterializedViewMetadata | undefined
  userType: UserTypeMetadata | undefined
  readonly columns: ColumnMetadata[]
  readonly computed: ComputedMetadata[]
  readonly indexes: IndexMetadata[]
  readonly hooks: HookMetadata[]
  discriminator: DiscriminatorMetadata | undefined
  discriminatorValue: { readonly value: DiscriminatorValueType } | undefined
  readonly problems: DeclarationProblem[]
  /** True from the first use of the class on: later declarations would be lost, so they are refused. */
  sealed: boolean
}

/**
 * Drafts by owner: the constructor under legacy decorators, the metadata object of the class under standard ones.
 * Plain data only, so that two copies of the package can share it.
 */
interface Registry {
  readonly format: number
  readonly drafts: WeakMap<object, EntityDraft>
}

/** Raised whenever the records of `entity-metadata.ts` change in a way an older copy would misread. */
const format = 3
const slot = Symbol.for('cassiform.registry')

// Standard decorators hand over `context.metadata` only if this symbol exists when a class is defined; no Node
// release up to 24 defines it. The registry symbol is the one esbuild and other transpilers fall back to.
const symbols = Symbol as { metadata?: symbol }
symbols.metadata ??= Symbol.for('Symbol.metadata')
export const metadataSymbol: symbol = symbols.metadata

/** The one registry of the process. Two copies of the package share it; copies that cannot say so. */
function registry(): Registry {
  const holder = globalThis as { [slot]?: Registry }
  const found = (holder[slot] ??= { format, drafts: new WeakMap() })
  if (found.format !== format) {
    throw new ConnectionError('two copies of cassiform that do not understand each other are loaded in this process.', {
      code: 'E_TWO_COPIES',
      hint: 'Keep one version: see `npm ls cassiform`.',
    })
  }
  return found
}

/** The draft of an owner, made if it is missing. */
export function draftFor(owner: object): EntityDraft {
  const { drafts } = registry()
  let draft = drafts.get(owner)
  if (draft === undefined) {
    draft = {
      table: undefined,
      view: undefined,
      userType: undefined,
      columns: [],
      computed: [],
      indexes: [],
      hooks: [],
      discriminator: undefined,
      discriminatorValue: undefined,
      problems: [],
      sealed: false,
    }
    drafts.set(owner, draft)
  }
  return draft
}

/** The draft of an owner, if anything was declared for it. */
export function existingDraft(owner: object): EntityDraft | undefined {
  return registry().drafts.get(owner)
}
