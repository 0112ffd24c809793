import { canEvaluate } from '../../../codegen/evaluate.js'
import type { DriverColumn } from '../../driver.js'
import { compileRows } from './compile-rows.js'
import type { DecodeRows } from './compile-rows.js'
import { canBeGenerated } from './row-class.js'

/** Chooses how the rows of one list of columns are read. */
export class RowReader {
  #seen = 0
  #decode: DecodeRows | undefined

  constructor(
    private readonly columns: readonly DriverColumn[],
    /** So many rows are left to the driver first. */
    private readonly rowsWorthCompiling: number,
  ) {}

  /** The generated decoder; undefined while it is not worth it or not allowed: then the driver reads the rows. */
  decoderFor(count: number): DecodeRows | undefined {
    if (this.#decode !== undefined || this.#seen > this.rowsWorthCompiling) return this.#decode
    this.#seen += count
    if (this.#seen > this.rowsWorthCompiling && canEvaluate() && canBeGenerated(this.columns)) {
      this.#decode = compileRows(this.columns)
    }
    return this.#decode
  }
}
