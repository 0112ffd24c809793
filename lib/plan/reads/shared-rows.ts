import type { DriverRow } from '../../driver/driver.js'
import { DecodeError } from '../../errors/decode-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { ResultColumn } from '../cell.js'
import { buildHydrate } from './compile-hydrate.js'
import type { Hydrate, HydrateFunction } from './compile-hydrate.js'
import { decodeFailure } from './decode-failure.js'
import type { Origins } from '../loaded.js'

/** Whether rows that are read through a model are of several classes. */
export function readsSeveralClasses({ shared }: TableModel): boolean {
  return shared !== undefined && (shared.isBase || shared.byValue.size > 1)
}

/** What a read of whole entities fetches; of several classes, what any of them has. */
export function entityColumns(model: TableModel): readonly ResultColumn[] {
  if (!readsSeveralClasses(model)) return ownColumns(model)
  const columns = new Map<string, ResultColumn>()
  for (const one of model.shared!.byClass.values()) {
    for (const column of ownColumns(one)) if (!columns.has(column.resultName)) columns.set(column.resultName, column)
  }
  return [...columns.values()]
}

/** What a read of whole rows of one class fetches. */
export function ownColumns({ selectedColumns, computed }: TableModel): readonly ResultColumn[] {
  return computed.length === 0 ? selectedColumns : [...selectedColumns, ...computed]
}

/** Rows of several classes → instances of the class that each one's discriminator says, with its columns only. */
export function buildSharedHydrate(model: TableModel, origins: Origins): HydrateFunction {
  const classOf = classOfRow(model)
  const built = new Map<TableModel, HydrateFunction>()
  for (const one of model.shared!.byClass.values()) built.set(one, buildHydrate(one, ownColumns(one), origins))
  const functions = new Map<TableModel, Hydrate>([...built].map(([one, { hydrate }]) => [one, hydrate]))
  const sources = [...built.values()].flatMap(({ source }) => (source === undefined ? [] : [source]))
  return {
    hydrate: (row) => functions.get(classOf(row))!(row),
    source: sources.length === 0 ? undefined : sources.join('\n\n'),
  }
}

/** Whole rows of the table, which may be of any of its classes → instances of these. */
export function buildAnyHydrate(model: TableModel, origins: Origins): Hydrate {
  const { ofTable, discriminator } = model.shared!
  const cell = model.columnOf.get(discriminator)!.resultName
  const functions = new Map<TableModel, Hydrate>()
  return (row) => {
    const one = ofTable.get(row[cell]) ?? refuseRow(model, row[cell] === null || row[cell] === undefined)
    const hydrate = functions.get(one) ?? buildHydrate(one, one.selectedColumns, origins).hydrate
    functions.set(one, hydrate)
    return hydrate(row)
  }
}

/** Which cell of which row a hydrate function of several classes failed at; see `decodeFailure`. */
export function sharedDecodeFailure(model: TableModel, rows: readonly DriverRow[], failure: unknown): unknown {
  const classOf = classOfRow(model)
  for (const row of rows) {
    let one: TableModel
    try {
      one = classOf(row)
    } catch (error) {
      return error
    }
    const found = decodeFailure(one, ownColumns(one), [row], undefined)
    if (found !== undefined) return found
  }
  return failure
}

/** The class that a row is of. */
function classOfRow(model: TableModel): (row: DriverRow) => TableModel {
  const { byValue, discriminator, unknown, isBase } = model.shared!
  const cell = model.columnOf.get(discriminator)!.resultName
  return (row) => {
    const found = byValue.get(row[cell])
    if (found !== undefined) return found
    if (isBase && (unknown === 'base' || hasStaticsOnly(model, row))) return model
    return refuseRow(model, row[cell] === null || row[cell] === undefined)
  }
}

/** A partition without rows is read as one that has its static columns, and neither clustering values nor a class. */
function hasStaticsOnly({ clusteringColumns: [first] }: TableModel, row: DriverRow): boolean {
  return first !== undefined && row[first.resultName] === null
}

function refuseRow({ entityName, shared }: TableModel, isAbsent: boolean): never {
  throw new DecodeError(
    isAbsent
      ? 'a row has no discriminator, so that its class is not known'
      : 'a row has the discriminator of no class among the entities',
    {
      entity: entityName,
      property: shared!.discriminator,
      hint: "Add the class to the entities of the DataSource, or write @Discriminator({ unknown: 'base' }) to read such rows as the base class.",
    },
  )
}
