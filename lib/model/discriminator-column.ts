import { describeValue } from '../codec/describe-value.js'
import type { ElementCodec } from '../codec/define-codec.js'
import { refuse, ValueRefusal } from '../codec/value-refusal.js'
import { printDataType } from '../cql/data-type.js'
import { needsAlias } from '../cql/identifier.js'
import type { Problems } from './problems.js'
import type { Place, SharedTable } from './shared-table.js'
import type { ColumnModel, ComputedModel } from './table-model.js'

/** Types whose cells the driver gives as values that compare by themselves. */
const types: readonly string[] = ['text', 'ascii', 'tinyint', 'smallint', 'int', 'bigint', 'varint', 'boolean']

/** The columns of a class that shares its table, and its part among the classes that do. */
export interface SharedColumns {
  readonly columns: readonly ColumnModel[]
  readonly shared: SharedTable
}

/**
 * Makes columns those of a class that shares its table: cells have the same name in rows of every class, and the
 * discriminator takes no value but that of the class.
 */
export function shareColumns(
  columns: readonly ColumnModel[],
  place: Place,
  entityName: string,
  problems: Problems,
): SharedColumns {
  const { base, isBase, byValue, byClass, ofTable, discriminator, value } = place
  const column = columns.find(({ propertyName }) => propertyName === discriminator.propertyName)
  if (column !== undefined) validateDiscriminator(column, problems)
  const stored = column === undefined || value === undefined ? undefined : storedValue(column, value, problems)
  const own = value === undefined || stored === undefined ? undefined : { value, stored }
  const share = (one: ColumnModel): ColumnModel => {
    const resultName = needsAlias(one.columnName) ? `column ${one.columnName}` : one.columnName
    const named = { ...one, resultName }
    return Object.freeze(one === column ? { ...named, ...limited(one, place, own, entityName) } : named)
  }
  return {
    columns: columns.map(share),
    shared: {
      discriminator: discriminator.propertyName,
      unknown: discriminator.unknown,
      base,
      isBase,
      own,
      byValue,
      byClass,
      ofTable,
    },
  }
}

/** A computed property, its result under a name that no other class has for another one. */
export function shareComputed(computed: ComputedModel): ComputedModel {
  const { function: name, column, propertyName } = computed
  return { ...computed, resultName: `${name} of ${column.columnName} as ${propertyName}` }
}

/** What the discriminator of a class holds, as stored; undefined, with a problem added, if it cannot. */
function storedValue({ codec }: ColumnModel, value: unknown, problems: Problems): unknown {
  try {
    return codec.encode(value)
  } catch (error) {
    const reason = error instanceof ValueRefusal ? `expected ${error.expected}` : 'its transformer does not take it'
    problems.add('E_DISCRIMINATOR', undefined, `has a @DiscriminatorValue that its column cannot hold; ${reason}.`)
    return undefined
  }
}

/**
 * What is written and asked of a discriminator is of the class, or of one that extends it where rows are only named;
 * through a base class without a value of its own, of any class.
 */
function limited(
  { codec, conditionCodec, isKey }: ColumnModel,
  { isBase, byValue, discriminator }: Place,
  own: SharedTable['own'],
  entityName: string,
) {
  const isKnown = (stored: unknown) => byValue.has(stored)
  const isOwn = own === undefined || isKey ? isKnown : (stored: unknown) => stored === own.stored
  const expected = `the discriminator ${isBase && (own === undefined || isKey) ? 'of a class that shares the table of' : 'of'} ${entityName}`
  const isAny = isBase && discriminator.unknown === 'base' && own === undefined
  return {
    isDiscriminator: true,
    codec: isAny ? codec : limitedCodec(codec, isOwn, expected),
    conditionCodec: isBase ? conditionCodec : limitedCodec(conditionCodec, isKnown, expected),
    supply: own === undefined ? undefined : () => own.value,
  }
}

function limitedCodec(codec: ElementCodec, takes: (stored: unknown) => boolean, expected: string): ElementCodec {
  return Object.freeze({
    ...codec,
    encode(given: unknown): unknown {
      const stored = codec.encode(given)
      if (takes(stored)) return stored
      return refuse(printDataType(codec.type), expected, describeValue(given).replace(/^a /, 'another '))
    },
  })
}

function validateDiscriminator({ type, propertyName, isSelected, supply }: ColumnModel, problems: Problems): void {
  if (type.kind !== 'native' || !types.includes(type.name)) {
    problems.add(
      'E_DISCRIMINATOR',
      propertyName,
      `is a discriminator of type ${printDataType(type)}; expected ${types.slice(0, -1).join(', ')} or boolean.`,
    )
  }
  if (!isSelected) {
    problems.add('E_DISCRIMINATOR', propertyName, 'says of which class a row is and cannot be { select: false }.')
  }
  if (supply !== undefined) {
    problems.add(
      'E_DISCRIMINATOR',
      propertyName,
      'has a first value of its own; expected none: @DiscriminatorValue sets it.',
    )
  }
}
