import type { ElementCodec } from '../codec/define-codec.js'
import type { CqlType } from '../cql/data-type.js'
import type { EntityClass } from '../metadata/entity-metadata.js'

/** A field of a user-defined type, resolved. */
export interface FieldModel {
  readonly propertyName: string
  /** As Cassandra stores it, unquoted. */
  readonly fieldName: string
  /** As CQL text: quoted. */
  readonly quotedName: string
  /** Frozen all the way down. */
  readonly type: CqlType
  readonly codec: ElementCodec
  readonly absent: 'undefined' | 'null'
}

/** A class as a user-defined type in one keyspace: validated, frozen. */
export interface UserTypeModel<E extends object = object> {
  readonly entity: EntityClass<E>
  readonly entityName: string
  readonly keyspace: string
  /** As Cassandra stores it, unquoted. */
  readonly name: string
  /** In declaration order; the server may have them in another, and may have more. */
  readonly fields: readonly FieldModel[]
  /** By property name. */
  readonly fieldOf: ReadonlyMap<string, FieldModel>
}
