import type { CqlType } from '../cql/data-type.js'
import type { ColumnModel } from '../model/table-model.js'

/** A fresh empty collection, as an absent one that is not frozen reads. */
export function emptyCollection(type: CqlType): unknown {
  if (type.kind === 'list') return []
  return type.kind === 'set' ? new Set() : new Map()
}

/** The property value of a cell as the driver gave it. */
export function readCell({ absent, codec, type }: ColumnModel, cell: unknown): unknown {
  if (cell !== null && cell !== undefined) return codec.decode(cell)
  if (absent === 'empty') return emptyCollection(type)
  return absent === 'null' ? null : undefined
}
