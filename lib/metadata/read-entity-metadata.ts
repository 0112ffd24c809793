import type {
  ColumnMetadata,
  ComputedMetadata,
  DiscriminatorMetadata,
  EntityClass,
  EntityMetadata,
  HookMetadata,
  IndexMetadata,
} from './entity-metadata.js'
import { existingDraft, metadataSymbol } from './registry.js'
import type { DeclarationProblem, EntityDraft } from './registry.js'

/** Metadata of a class and the mistakes that were seen while it was declared. */
export interface ReadMetadata {
  readonly metadata: EntityMetadata
  readonly problems: readonly DeclarationProblem[]
}

const read = new WeakMap<EntityClass, ReadMetadata>()

/**
 * Everything declared for a class and its base classes, base first. The first call seals the class and its bases:
 * what comes later could not be seen by those who have read already.
 */
export function readEntityMetadata(entity: EntityClass): ReadMetadata {
  let found = read.get(entity)
  if (found === undefined) {
    found = collect(entity)
    read.set(entity, found)
  }
  return found
}

function collect(entity: EntityClass): ReadMetadata {
  const columns = new Map<string, ColumnMetadata>()
  const computed = new Map<string, ComputedMetadata>()
  const indexes = new Map<string, IndexMetadata>()
  const hooks = new Map<string, HookMetadata>()
  const problems: DeclarationProblem[] = []
  let discriminator: DiscriminatorMetadata | undefined
  for (const draft of draftsBaseFirst(entity)) {
    draft.sealed = true
    for (const column of draft.columns) columns.set(column.propertyName, column)
    for (const one of draft.computed) computed.set(one.propertyName, one)
    for (const index of draft.indexes) indexes.set(indexIdentity(index), index)
    for (const hook of draft.hooks) hooks.set(`${hook.event} ${hook.method}`, hook)
    problems.push(...draft.problems)
    if (draft.discriminator === undefined) continue
    if (discriminator !== undefined) problems.push(secondDiscriminator(discriminator, draft.discriminator))
    discriminator = draft.discriminator
  }
  if (discriminator !== undefined && !columns.has(discriminator.propertyName)) {
    const { propertyName } = discriminator
    columns.set(propertyName, { propertyName, role: 'regular', type: 'text' })
  }
  const own = ownDrafts(entity)
  return {
    metadata: {
      entity,
      table: own.find((draft) => draft.table !== undefined)?.table,
      view: own.find((draft) => draft.view !== undefined)?.view,
      userType: own.find((draft) => draft.userType !== undefined)?.userType,
      columns: [...columns.values()],
      computed: [...computed.values()],
      indexes: [...indexes.values()],
      hooks: [...hooks.values()],
      discriminator,
      discriminatorValue: own.find((draft) => draft.discriminatorValue !== undefined)?.discriminatorValue,
    },
    problems,
  }
}

function secondDiscriminator(
  { propertyName: first }: DiscriminatorMetadata,
  { propertyName: second }: DiscriminatorMetadata,
): DeclarationProblem {
  return {
    code: 'E_DISCRIMINATOR',
    property: second,
    message: `is a second discriminator, beside '${first}' of a base class; expected one a table.`,
  }
}

/** Two indexes of one property on the same target are one index, the later declaration of it. */
function indexIdentity({ propertyName, name, using, target }: IndexMetadata): string {
  return JSON.stringify([propertyName, using, target, name])
}

function draftsBaseFirst(entity: EntityClass): EntityDraft[] {
  const drafts: EntityDraft[] = []
  for (let current: unknown = entity; typeof current === 'function'; current = Object.getPrototypeOf(current)) {
    drafts.unshift(...ownDrafts(current as EntityClass))
  }
  return drafts
}

/** Drafts of the class itself: by constructor (legacy decorators) and by its own metadata object (standard ones). */
function ownDrafts(entity: EntityClass): EntityDraft[] {
  const metadata: unknown = Object.getOwnPropertyDescriptor(entity, metadataSymbol)?.value
  const owners = typeof metadata === 'object' && metadata !== null ? [entity, metadata] : [entity]
  return owners.map(existingDraft).filter((draft) => draft !== undefined)
}
