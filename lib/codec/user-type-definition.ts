import type { ElementCodec } from './define-codec.js'

/** What the codec of a user-defined type has to know of the class that declares it. */
export interface UserTypeDefinition {
  /** As Cassandra stores it, unquoted. */
  readonly name: string
  /** Class of the values that are read. Its constructor is called without arguments. */
  readonly userType: new () => object
  /** In the order of their declaration; the server may have them in another. */
  readonly fields: readonly UserTypeField[]
}

/** A field of a user-defined type. */
export interface UserTypeField {
  readonly propertyName: string
  /** As Cassandra stores it, unquoted. */
  readonly fieldName: string
  readonly codec: ElementCodec
  /** What an absent field reads as. */
  readonly absent: 'undefined' | 'null'
}
