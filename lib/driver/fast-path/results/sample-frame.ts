import { types } from 'cassandra-driver'

const { dataTypes } = types

/** The type of a column, and the bytes of a cell. */
const cells: readonly (readonly [type: readonly number[], cell: Buffer])[] = [
  [[dataTypes.ascii], Buffer.from('a')],
  [[dataTypes.bigint], Buffer.from('fffffffffffffffe', 'hex')],
  [[dataTypes.blob], Buffer.from('00ff', 'hex')],
  [[dataTypes.boolean], Buffer.from('01', 'hex')],
  [[dataTypes.counter], Buffer.from('0123456789abcdef', 'hex')],
  [[dataTypes.double], Buffer.from('400921fb54442d18', 'hex')],
  [[dataTypes.float], Buffer.from('3fc00000', 'hex')],
  [[dataTypes.int], Buffer.from('80000001', 'hex')],
  [[dataTypes.smallint], Buffer.from('8001', 'hex')],
  [[dataTypes.text], Buffer.from('ä𝄞')],
  [[dataTypes.timestamp], Buffer.from('ffffffd5c2d3f800', 'hex')],
  [[dataTypes.timeuuid], Buffer.from('e94dd7b09f0011f08000000000000001', 'hex')],
  [[dataTypes.tinyint], Buffer.from('80', 'hex')],
  [[dataTypes.uuid], Buffer.from('00112233445546778899aabbccddeeff', 'hex')],
  [[dataTypes.varchar], Buffer.from('ü')],
  [[dataTypes.list, dataTypes.int], Buffer.concat([int(1), bytes(int(7))])],
]

const described = Buffer.concat([
  string('keyspace'),
  string('table'),
  ...cells.flatMap(([type], i) => [string(`c${i}`), ...type.map(short)]),
])

/** One of values, one of absent cells, one of cells without bytes. */
export const rowsOfSamples = 3

const rows = Buffer.concat([
  int(rowsOfSamples),
  ...cells.map(([, cell]) => bytes(cell)),
  ...cells.map(() => int(-1)),
  ...cells.map(() => bytes(Buffer.alloc(0))),
])

/** Bodies of `RESULT` frames: values of each type that generated code reads and of one that it leaves to the driver. */
export const samples: readonly Buffer[] = [
  Buffer.concat([int(2), int(1), int(cells.length), described, rows]),
  Buffer.concat([int(2), int(3), int(cells.length), bytes(Buffer.from('page')), described, rows]),
]

/** The same columns, no rows. */
export const emptySample = Buffer.concat([int(2), int(1), int(cells.length), described, int(0)])

function short(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255])
}

function int(value: number): Buffer {
  const written = Buffer.alloc(4)
  written.writeInt32BE(value)
  return written
}

function string(text: string): Buffer {
  return Buffer.concat([short(text.length), Buffer.from(text)])
}

function bytes(content: Buffer): Buffer {
  return Buffer.concat([int(content.length), content])
}
