import { SourceBuilder } from '../../../codegen/source-builder.js'
import type { DriverColumn, DriverRow } from '../../driver.js'
import type { CellDecoder } from '../driver-internals.js'
import { inlineCells } from './inline-cells.js'
import { compileRowClass } from './row-class.js'

/**
 * Reads so many rows that begin at `offset`, with the values and methods of the driver's. Throws where it cannot; the driver
 * then says what is wrong.
 */
export type DecodeRows = (buffer: Buffer, offset: number, count: number, encoder: CellDecoder) => readonly DriverRow[]

/** The decoder of the rows of these columns: one function that reads cell by cell, without a buffer or a call for each. */
export function compileRows(columns: readonly DriverColumn[]): DecodeRows {
  const builder = new SourceBuilder('decodeRows', ['buffer', 'offset', 'count', 'encoder'])
  const Row = builder.capture('Row', compileRowClass(columns))
  const cells = columns.map((_, i) => `cell${i}`)
  builder.line('const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);')
  builder.line('const rows = [];')
  builder.line('let length;')
  builder.line('for (let i = 0; i < count; i++) {')
  columns.forEach((column, i) => compileCell(builder, column, cells[i]!))
  builder.line(`  if (offset > buffer.length) ${builder.capture('refuse', refuseBeyond)}();`)
  builder.line(`  rows.push(new ${Row}(${cells.join(', ')}));`)
  builder.line('}')
  builder.line('return rows;')
  return builder.compile<DecodeRows>().run
}

/** A length and so many bytes; an absent cell has a negative length and no bytes. */
function compileCell(builder: SourceBuilder, { type }: DriverColumn, cell: string): void {
  const inline = inlineCells.get(type.code)
  const decode = `${builder.capture('decode', decodeByDriver)}(encoder, buffer, offset, length, ${builder.capture('type', type)})`
  builder.line(`  let ${cell} = null;`)
  builder.line('  length = view.getInt32(offset);')
  builder.line('  offset += 4;')
  if (inline !== undefined) builder.line(`  if (${inline.takes}) ${cell} = ${inline.term(builder)}; else`)
  builder.line(`  if (length >= 0) ${cell} = ${decode};`)
  builder.line('  if (length > 0) offset += length;')
}

/** As the driver does it, with a view of the cell. */
function decodeByDriver(
  encoder: CellDecoder,
  buffer: Buffer,
  offset: number,
  length: number,
  type: DriverColumn['type'],
): unknown {
  return encoder.decode(buffer.subarray(offset, offset + length), type)
}

function refuseBeyond(): never {
  throw new RangeError('a cell ends beyond its frame')
}
