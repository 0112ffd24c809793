import { MappingError } from '../errors/mapping-error.js'
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
import { draftFor } from './registry.js'
import type { DeclarationProblem, EntityDraft } from './registry.js'

/** The class a declaration belongs to: its constructor (legacy decorators) or its metadata object (standard ones). */
export type DeclarationOwner = object

/** Records `@Table`. */
export function declareTable(owner: DeclarationOwner, table: TableMetadata): void {
  const draft = openDraft(owner)
  if (draft.table !== undefined) {
    draft.problems.push({ code: 'E_DECLARED_TWICE', message: 'is decorated with @Table twice.', hint: 'Keep one.' })
  }
  draft.table = table
}

/** Records `@MaterializedView`. */
export function declareMaterializedView(owner: DeclarationOwner, view: MaterializedViewMetadata): void {
  const draft = openDraft(owner)
  if (draft.view !== undefined) {
    const message = 'is decorated with @MaterializedView twice.'
    draft.problems.push({ code: 'E_DECLARED_TWICE', message, hint: 'Keep one.' })
  }
  draft.view = view
}

/** Records `@UserType`. */
export function declareUserType(owner: DeclarationOwner, userType: UserTypeMetadata): void {
  const draft = openDraft(owner)
  if (draft.userType !== undefined) {
    draft.problems.push({ code: 'E_DECLARED_TWICE', message: 'is decorated with @UserType twice.', hint: 'Keep one.' })
  }
  draft.userType = userType
}

/** Records a column. A second one for the same property is a mistake, reported when the model is compiled. */
export function declareColumn(owner: DeclarationOwner, column: ColumnMetadata): void {
  const draft = openDraft(owner)
  if (isFree(draft, column.propertyName)) draft.columns.push(column)
}

/** Records a property that is read and never written. */
export function declareComputed(owner: DeclarationOwner, computed: ComputedMetadata): void {
  const draft = openDraft(owner)
  if (isFree(draft, computed.propertyName)) draft.computed.push(computed)
}

function isFree({ columns, computed, problems }: EntityDraft, property: string): boolean {
  if (![...columns, ...computed].some(({ propertyName }) => propertyName === property)) return true
  problems.push({
    code: 'E_DECLARED_TWICE',
    property,
    message: 'is declared as a column twice.',
    hint: 'Key decorators declare the column as well: keep one of the decorators.',
  })
  return false
}

/** Records an index on one property. */
export function declareIndex(owner: DeclarationOwner, index: IndexMetadata): void {
  openDraft(owner).indexes.push(index)
}

/** Records a method that is called when something happens to its entity. */
export function declareHook(owner: DeclarationOwner, hook: HookMetadata): void {
  openDraft(owner).hooks.push(hook)
}

/** Records which property says of which class a row is. */
export function declareDiscriminator(owner: DeclarationOwner, discriminator: DiscriminatorMetadata): void {
  const draft = openDraft(owner)
  if (draft.discriminator === undefined) draft.discriminator = discriminator
  else {
    draft.problems.push({
      code: 'E_DISCRIMINATOR',
      property: discriminator.propertyName,
      message: `is a second discriminator, beside '${draft.discriminator.propertyName}'; expected one a table.`,
    })
  }
}

/** Records what the discriminator holds in rows of a class. */
export function declareDiscriminatorValue(owner: DeclarationOwner, value: DiscriminatorValueType): void {
  const draft = openDraft(owner)
  if (draft.discriminatorValue !== undefined) {
    const message = 'is decorated with @DiscriminatorValue twice.'
    draft.problems.push({ code: 'E_DECLARED_TWICE', message, hint: 'Keep one.' })
  }
  draft.discriminatorValue = { value }
}

/** Records a mistake that is better reported together with all others of the class. */
export function declareProblem(owner: DeclarationOwner, problem: DeclarationProblem): void {
  openDraft(owner).problems.push(problem)
}

function openDraft(owner: DeclarationOwner): EntityDraft {
  const draft = draftFor(owner)
  if (draft.sealed) {
    throw new MappingError([
      {
        code: 'E_SEALED',
        entity: typeof owner === 'function' ? owner.name : 'entity',
        message: 'was declared further after it had been used.',
        hint: 'Declare everything while the class is being defined, before a DataSource sees it.',
      },
    ])
  }
  return draft
}
