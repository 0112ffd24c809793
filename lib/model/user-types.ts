import type { UserTypeDefinition } from '../codec/user-type-definition.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { buildUserTypeModel } from './build-user-type-model.js'
import type { ModelOptions } from './model-options.js'
import { problemsOf } from './problems.js'
import type { Problems } from './problems.js'
import type { UserTypeModel } from './user-type-model.js'

/** The user-defined types of one keyspace, built as columns ask for them: each once, inner ones first. */
export class UserTypes {
  readonly #models = new Map<EntityClass, UserTypeModel | undefined>()
  readonly #byName = new Map<string, UserTypeModel>()
  readonly #underConstruction = new Set<EntityClass>()
  /** Mistakes in the declarations of the types. */
  readonly problems: Problems[] = []

  constructor(
    readonly keyspace: string,
    readonly options: ModelOptions,
  ) {}

  /** In the order in which they can be created. */
  get all(): readonly UserTypeModel[] {
    return [...this.#byName.values()]
  }

  /** The type of a name that `ofClass` has returned. */
  byName(name: string): UserTypeModel {
    return this.#byName.get(name)!
  }

  /** The same for codecs. */
  definitionOf(name: string): UserTypeDefinition {
    const { entity, fields } = this.byName(name)
    return { name, userType: entity as unknown as UserTypeDefinition['userType'], fields }
  }

  /** The type a class declares; undefined, with a problem added to those of whoever asked, if it declares none. */
  ofClass(given: unknown, property: string, problems: Problems): UserTypeModel | undefined {
    if (!isUserType(given)) {
      const isClass = typeof given === 'function'
      problems.add(
        'E_USER_TYPE',
        property,
        isClass
          ? `holds a user-defined type that is not declared: ${given.name} is not decorated with @UserType.`
          : 'holds a user-defined type whose class is not there: udt() returned none.',
        isClass
          ? 'Decorate the class with @UserType() and its fields with @Column().'
          : 'Modules that import each other see undefined at first: does an import go in a circle?',
      )
      return undefined
    }
    if (this.#underConstruction.has(given)) {
      problems.add('E_USER_TYPE', property, `would make ${given.name} hold itself, which no type can.`)
      return undefined
    }
    if (!this.#models.has(given)) this.#models.set(given, this.#build(given))
    return this.#models.get(given)
  }

  #build(entity: EntityClass): UserTypeModel | undefined {
    const problems = problemsOf(entity.name || 'anonymous class')
    this.problems.push(problems)
    this.#underConstruction.add(entity)
    const model = buildUserTypeModel(entity, this, problems)
    this.#underConstruction.delete(entity)
    const other = this.#byName.get(model.name)
    if (other !== undefined) {
      problems.add(
        'E_NAME_CLASH',
        undefined,
        `is the type ${model.name}, which ${other.entityName} is already; expected one class for each type.`,
        'Give one of them another name in @UserType().',
      )
    }
    this.#byName.set(model.name, model)
    return problems.list.length === 0 ? model : undefined
  }
}

function isUserType(given: unknown): given is EntityClass {
  return typeof given === 'function' && readEntityMetadata(given as EntityClass).metadata.userType !== undefined
}
