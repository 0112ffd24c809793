import { randomUUID } from 'node:crypto'
import type { ElementCodec } from '../codec/define-codec.js'
import { ValueRefusal } from '../codec/value-refusal.js'
import { printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import { TimeUuid, Uuid } from '../driver/value-classes.js'
import type { ColumnMetadata, GeneratedId } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'
import { uuidv7 } from './uuid-v7.js'

/** What makes the value of a column that a new row does not say: its default, an id or the time. `now`: of the write. */
export type Supply = (now: Date) => unknown

/** The supply of a column; undefined where it has none. */
export function buildSupply(
  column: ColumnMetadata,
  type: CqlType,
  codec: ElementCodec,
  problems: Problems,
): Supply | undefined {
  const { propertyName, generated, moment } = column
  const ways = [generated, moment, column.default].filter((way) => way !== undefined)
  if (ways.length > 1) {
    const names = [generated && '{ generated }', moment && 'a date', column.default !== undefined && '{ default }']
    const given = names.filter(Boolean).join(' and ')
    problems.add('E_COLUMN_OPTION', propertyName, `has several sources of its first value, ${given}; expected one.`)
  }
  if (ways.length > 0 && column.role === 'static' && moment !== 'updated') {
    problems.add(
      'E_COLUMN_OPTION',
      propertyName,
      'is static and cannot be supplied: each insert of a row would overwrite the value of the whole partition.',
      'Set it with an update by the partition key.',
    )
  }
  if (moment !== undefined) validateMoment(column, type, problems)
  if (generated !== undefined) return buildIdSupply(column, generated, type, codec, problems)
  if (moment !== undefined) return (now) => new Date(now)
  return column.default === undefined ? undefined : buildDefault(propertyName, column.default, codec, problems)
}

function validateMoment({ propertyName, role }: ColumnMetadata, type: CqlType, problems: Problems): void {
  if (role === 'partition' || role === 'clustering') {
    problems.add('E_COLUMN_OPTION', propertyName, 'is part of the primary key and cannot be dated by itself.')
  }
  if (type.kind === 'native' && type.name === 'timestamp') return
  problems.add(
    'E_COLUMN_OPTION',
    propertyName,
    `is dated by itself, which is for columns of type timestamp; given ${printDataType(type)}.`,
  )
}

/** Version and variant of UUIDs: RFC 9562. */
const makers: Readonly<Record<GeneratedId, () => Uuid>> = {
  uuid: () => Uuid.fromString(randomUUID()),
  timeuuid: () => TimeUuid.now(),
  uuidv7: () => new Uuid(uuidv7()),
}

function buildIdSupply(
  { propertyName, transformers }: ColumnMetadata,
  generated: GeneratedId,
  type: CqlType,
  codec: ElementCodec,
  problems: Problems,
): Supply | undefined {
  const expected = generated === 'timeuuid' ? 'timeuuid' : 'uuid'
  if (type.kind === 'native' && type.name === expected && transformers === undefined) {
    const make = makers[generated]
    return () => codec.decode(make())
  }
  const given = transformers === undefined ? printDataType(type) : 'one with a transformer'
  problems.add(
    'E_COLUMN_OPTION',
    propertyName,
    `has { generated: '${generated}' }, which is for columns of type ${expected}; given ${given}.`,
    wayOut(type, expected, transformers !== undefined),
  )
  return undefined
}

function wayOut(type: CqlType, expected: string, isTransformed: boolean): string {
  if (isTransformed) return 'Remove the transformer.'
  const isText = type.kind === 'native' && type.name === 'text'
  return `Make the column '${expected}'${isText ? ', or write { default: () => randomUUID() }' : ''}.`
}

/** A copy for each row: a default may be a collection. A value is checked at once, what a function makes when it is bound. */
function buildDefault(
  propertyName: string,
  given: unknown,
  codec: ElementCodec,
  problems: Problems,
): Supply | undefined {
  if (typeof given === 'function') return () => (given as () => unknown)()
  try {
    codec.encode(given)
    return () => codec.copy(given)
  } catch (error) {
    const reason =
      error instanceof ValueRefusal
        ? `its type cannot hold; expected ${error.expected}, given ${error.given}`
        : 'its transformer does not take'
    problems.add('E_COLUMN_OPTION', propertyName, `has a { default } that ${reason}.`)
    return undefined
  }
}
