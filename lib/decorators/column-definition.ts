import type { CqlType } from '../cql/data-type.js'
import { declareProblem } from '../metadata/declare.js'
import { declareColumnOf } from './column-declaration.js'
import type { AnyColumnOptions } from './column-options.js'
import type { ColumnDefinition } from './entity-definition.js'
import type { KeyPlace } from './key-definition.js'
import type { DecoratedProperty } from './protocol.js'

/** Records one column of `defineEntity` or field of `defineUserType`. */
export function declareDefinition(property: DecoratedProperty, given: unknown, place?: KeyPlace): void {
  const { static: isStatic, createDate, updateDate, version, position, order, ...options } = readDefinition(given)
  const moment = createDate === true ? 'created' : updateDate === true ? 'updated' : undefined
  const isVersion = version === true ? true : undefined
  const type = options.type ?? (moment && 'timestamp') ?? (isVersion && 'int')
  if (type === undefined) return refuseUntyped(property)
  refuseOwnPlace(property, { position, order })
  if (isStatic === true && place !== undefined) refuseStaticKey(property)
  const role = place?.role ?? (isStatic === true ? 'static' : 'regular')
  declareColumnOf(property, role, { ...options, ...place?.options, type }, { moment, isVersion })
}

type LooseDefinition = Omit<ColumnDefinition, 'type'> & AnyColumnOptions

function readDefinition(given: unknown): LooseDefinition {
  if (typeof given === 'string') return { type: given }
  if (typeof given !== 'object' || given === null) return {}
  return Object.hasOwn(given, 'kind') ? { type: given as CqlType } : given
}

function refuseUntyped({ owner, propertyName }: DecoratedProperty): void {
  declareProblem(owner, {
    code: 'E_TYPE_UNKNOWN',
    property: propertyName,
    message: 'has no CQL type.',
    hint: "Write a type, 'text' or set('text'), or an object that holds one, { type: 'text' }.",
  })
}

function refuseOwnPlace({ owner, propertyName }: DecoratedProperty, given: Readonly<Record<string, unknown>>): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue
    declareProblem(owner, {
      code: 'E_UNKNOWN_OPTION',
      property: propertyName,
      message: `has an unknown column option '${option}'.`,
      hint: "partitionKey and clusteringColumns list the key in its order: [{ at: 'desc' }].",
    })
  }
}

function refuseStaticKey({ owner, propertyName }: DecoratedProperty): void {
  declareProblem(owner, {
    code: 'E_KEY',
    property: propertyName,
    message: 'is static and part of the primary key; expected one of the two.',
  })
}
