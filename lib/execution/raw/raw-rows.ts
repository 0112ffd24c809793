import type { ElementCodec } from '../../codec/define-codec.js'
import type { DriverColumn, DriverResult } from '../../driver/driver.js'
import { DecodeError } from '../../errors/decode-error.js'
import { didYouMean } from '../../errors/did-you-mean.js'
import { writeProperty } from '../../objects/property.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { readCell } from '../../plan/cell.js'
import { markNarrowed } from '../../plan/loaded.js'
import { codecsOf } from './raw-values.js'

/** What the rows of raw CQL become. */
export interface RowTarget {
  /** A class whose instances they are; plain objects without one. */
  readonly into?: (new () => object) | undefined
  /** The model of that class, if it is an entity: then its columns decide. */
  readonly model?: TableModel | undefined
  /** What absent cells read as. */
  readonly absent: 'undefined' | 'null'
}

/** How the cells of one result column are read. */
interface Reader {
  /** Name of the cell in the driver's row. */
  readonly name: string
  readonly property: string
  readonly read: (cell: unknown) => unknown
}

/** The rows of a page, with every cell in the representation that entities have. */
export function decodeRows(cql: string, { rows, columns }: DriverResult, target: RowTarget): object[] {
  if (rows === undefined || columns === undefined || columns === null) return []
  const readers = target.model === undefined ? plainReaders(columns, target) : entityReaders(cql, columns, target.model)
  return rows.map((row) => {
    const cells = readers.map((reader) => [reader.property, readOne(cql, reader, row[reader.name])] as const)
    return target.into === undefined ? filled({}, cells) : instanceOf(cql, target.into, cells)
  })
}

type Cells = readonly (readonly [property: string, value: unknown])[]

function filled<T extends object>(made: T, cells: Cells): T {
  for (const [property, value] of cells) writeProperty(made, property, value)
  return made
}

/** A constructor that throws, or a property that cannot be set, is no failure of the connection. */
function instanceOf(cql: string, into: new () => object, cells: Cells): object {
  try {
    const made = filled(new into(), cells)
    markNarrowed(made)
    return made
  } catch (cause) {
    throw new DecodeError(`a row could not become an instance of ${into.name || 'the class of into'}`, { cql, cause })
  }
}

function readOne(cql: string, { name, read }: Reader, cell: unknown): unknown {
  try {
    return read(cell)
  } catch (cause) {
    throw new DecodeError('its cell could not be read', { property: name, cql, cause })
  }
}

function plainReaders(columns: readonly DriverColumn[], { absent }: RowTarget): readonly Reader[] {
  const codecs = codecsOf(columns)
  const nothing = absent === 'null' ? null : undefined
  return columns.map(({ name }, i) => ({ name, property: name, read: readerOf(codecs[i], nothing) }))
}

function readerOf(codec: ElementCodec | undefined, nothing: null | undefined): Reader['read'] {
  return (cell) => (cell === null || cell === undefined ? nothing : codec === undefined ? cell : codec.decode(cell))
}

/** Result columns by the columns of an entity: a name it does not have would be lost in silence. */
function entityReaders(cql: string, columns: readonly DriverColumn[], model: TableModel): readonly Reader[] {
  const byName = new Map(model.columns.map((column) => [column.columnName, column]))
  return columns.map(({ name }) => {
    const column = byName.get(name) ?? refuseColumn(cql, name, model, byName)
    return { name, property: column.propertyName, read: (cell) => readCell(column, cell) }
  })
}

function refuseColumn(
  cql: string,
  name: string,
  { entityName }: TableModel,
  byName: ReadonlyMap<string, ColumnModel>,
): never {
  const names = [...byName.keys()]
  throw new DecodeError(`the result has a column '${name}' that ${entityName} does not have`, {
    cql,
    hint: `Name it with AS, or leave it out.${didYouMean(name, names)} Columns: ${names.join(', ')}.`,
  })
}
