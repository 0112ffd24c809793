import { isDeepStrictEqual } from 'node:util'
import { types } from 'cassandra-driver'
import fc from 'fast-check'
import { canEvaluate, forbidEvaluation } from '../../../../lib/codegen/evaluate.js'
import { ColumnLists } from '../../../../lib/driver/fast-path/results/column-lists.js'
import { parseResultBy } from '../../../../lib/driver/fast-path/results/parse-result.js'
import { arbitraryRows } from '../support/arbitrary-rows.js'
import { newParser, receive } from '../support/connection.js'
import type { Answer, DriverParser } from '../support/connection.js'
import { bytes, frame, int, rowsFrame, short, string } from '../support/frames.js'
import type { SentRows } from '../support/frames.js'

const { dataTypes } = types

/** A parser on the fast path that generates decoders at once. */
function fastParser(lists = new ColumnLists({ rowsWorthCompiling: 0 })): DriverParser {
  const parser = newParser()
  parser.parseResult = parseResultBy(lists, parser)
  return parser
}

/** Sends the same to the driver and to the fast path. */
async function expectSame(chunks: readonly Buffer[], lists?: ColumnLists): Promise<readonly Answer[]> {
  const [fast, stock] = [await receive(fastParser(lists), chunks), await receive(newParser(), chunks)]
  // Faster than toEqual, which then shows the difference.
  if (!isDeepStrictEqual(fast, stock)) expect(fast).toEqual(stock)
  expect(fast).not.toHaveLength(0)
  return fast
}

const sensor: SentRows = {
  columns: [
    { name: 'id', type: short(dataTypes.uuid) },
    { name: 'note', type: short(dataTypes.text) },
    { name: 'count', type: short(dataTypes.bigint) },
    { name: 'tags', type: Buffer.concat([short(dataTypes.list), short(dataTypes.text)]) },
  ],
  rows: [
    [Buffer.alloc(16, 7), Buffer.from('wärm'), Buffer.alloc(8, 1), Buffer.concat([int(1), bytes(Buffer.from('a'))])],
    [Buffer.alloc(16, 9), null, Buffer.alloc(8, 255), null],
  ],
}
const voidResult = frame(3, 8, 0, int(1))
const serverError = frame(4, 0, 0, Buffer.concat([int(0x2200), string('no such table')]))

describe('results on the fast path', () => {
  it('are those of the driver, whatever is sent', async () => {
    const lists = new ColumnLists({ rowsWorthCompiling: 0 })
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRows, { minLength: 1, maxLength: 3 }), async (responses) => {
        const frames = responses.map((sent, streamId) => rowsFrame({ ...sent, streamId }))
        await expectSame([Buffer.concat([...frames, ...frames])], lists)
      }),
      { seed: 20_261_122, numRuns: 100 },
    )
    expect(lists.size).toBeGreaterThan(50)
  })

  it('are those of the driver where cells have lengths that their types do not', async () => {
    const cells = fc.array(fc.option(fc.uint8Array({ maxLength: 18 }).map((cell) => Buffer.from(cell))), {
      minLength: 9,
      maxLength: 9,
    })
    const columns = Array.from({ length: 0x15 }, (_, i) => ({ name: `c${i}`, type: short(i + 1) }))
    await fc.assert(
      fc.asyncProperty(cells, fc.nat({ max: columns.length - 1 }), async (row, i) => {
        await expectSame([rowsFrame({ columns: [columns[i]!], rows: row.map((cell) => [cell]) })])
        await expectSame([rowsFrame({ columns, rows: [columns.map((_, j) => row[j % row.length] ?? null)] })])
      }),
      { seed: 7, numRuns: 150 },
    )
  })

  it('are those of the driver however the network cuts the frames', async () => {
    const frames = [
      rowsFrame({ ...sensor, streamId: 1, warnings: ['slow'] }),
      voidResult,
      rowsFrame({ ...sensor, streamId: 2, pageState: Buffer.from('next') }),
      serverError,
      rowsFrame({ ...sensor, streamId: 5, rows: [] }),
    ]
    const sent = Buffer.concat(frames)
    const expected = await receive(newParser(), [sent])
    expect(expected).toHaveLength(5)
    const lists = new ColumnLists({ rowsWorthCompiling: 0 })
    for (let at = 0; at <= sent.length; at++) {
      const received = await receive(fastParser(lists), [sent.subarray(0, at), sent.subarray(at)])
      if (!isDeepStrictEqual(received, expected)) expect({ at, received }).toEqual({ at, received: expected })
    }
    const single = Array.from({ length: sent.length }, (_, at) => sent.subarray(at, at + 1))
    expect(await receive(fastParser(lists), single)).toEqual(expected)
  })

  it('are the errors of the driver where a frame is broken', async () => {
    const whole = rowsFrame(sensor)
    const body = whole.subarray(9)
    for (let length = 0; length < body.length; length++) {
      const broken = frame(0, 8, 0, body.subarray(0, length))
      await expectSame([Buffer.concat([whole, rowsFrame({ ...sensor, streamId: 1 })]), broken])
    }
    await expectSame([frame(0, 8, 0, Buffer.concat([int(2), int(3), int(1), int(-1), body.subarray(12)]))])
    await expectSame([frame(0, 8, 0, Buffer.concat([int(99), body.subarray(4)]))])
  })

  it.each(['text', 'ascii', 'blob', 'uuid', 'inet', 'int'] as const)(
    'are errors where a cell of %s ends beyond the frame',
    async (type) => {
      const cell = Buffer.alloc(type === 'int' ? 4 : 16, 65)
      const whole = rowsFrame({ columns: [{ name: 'c', type: short(dataTypes[type]) }], rows: [[cell]] })
      const [answer] = await expectSame([frame(0, 8, 0, whole.subarray(9, -1))])
      expect(answer!.error).toMatch('RangeError')
    },
  )

  it('are left to the driver without an exception where they have no rows: of writes nobody wants to pay for one', async () => {
    const read = jest.spyOn(Buffer.prototype, 'readInt32BE')
    try {
      await expectSame([voidResult])
      expect(read.mock.results.map(({ type }) => type)).not.toContain('throw')
      expect(read).toHaveBeenCalled()
    } finally {
      read.mockRestore()
    }
  })

  it('are handed out one by one where that is asked for', async () => {
    const parsers = [newParser(), fastParser()]
    const [stock, fast] = await Promise.all(
      parsers.map((parser) => {
        parser.setOptions(0, { byRow: true })
        return receive(parser, [rowsFrame(sensor)])
      }),
    )
    expect(fast).toEqual(stock)
    expect(fast).toHaveLength(2)
  })

  it.each(['__proto__', '__columns'])('are those of the driver for a column that is called %s', async (name) => {
    const columns = [{ name, type: short(dataTypes.text) }, ...sensor.columns]
    await expectSame([rowsFrame({ columns, rows: sensor.rows.map((row) => [Buffer.from('x'), ...row]) })])
    await expectSame([rowsFrame({ columns, rows: sensor.rows.map((row) => [null, ...row]) })])
  })

  it('are those of the driver for columns of one name, and for more columns than generated code takes', async () => {
    const [id, note] = sensor.columns
    await expectSame([
      rowsFrame({
        columns: [id!, note!, { ...note!, name: 'id' }],
        rows: [[Buffer.alloc(16), null, Buffer.from('x')]],
      }),
    ])
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `c${i}`, type: short(dataTypes.int) }))
    await expectSame([rowsFrame({ columns: many, rows: [many.map((_, i) => int(i))] })])
    await expectSame([rowsFrame({ columns: [], rows: [[], []] })])
  })

  it('share nothing with the chunk that came from the network', async () => {
    const columns = [dataTypes.blob, dataTypes.uuid, dataTypes.timeuuid, dataTypes.text, dataTypes.inet].map(
      (code, i) => ({
        name: `c${i}`,
        type: short(code),
      }),
    )
    const row = [
      Buffer.alloc(16, 1),
      Buffer.alloc(16, 2),
      Buffer.alloc(16, 3),
      Buffer.alloc(16, 65),
      Buffer.alloc(16, 4),
    ]
    const chunk = rowsFrame({ columns, rows: [row], pageState: Buffer.from('next') })
    const before = await receive(newParser(), [chunk])
    const parser = fastParser()
    const rows: Record<string, unknown>[] = []
    const states: (Buffer | undefined)[] = []
    parser.push = (item: { result?: { rows: Record<string, unknown>[]; meta: { pageState?: Buffer } } }) => {
      rows.push(...(item.result?.rows ?? []))
      states.push(item.result?.meta.pageState)
      return true
    }
    const sent = Buffer.from(chunk)
    parser.parseBody(
      {},
      { header: { ...header, bodyLength: sent.length - 9 }, chunk: sent, offset: 9, frameEnded: true },
    )
    sent.fill(255)
    expect(Object.entries(rows[0]!)).toEqual((before[0]!.rows![0] as { entries: unknown }).entries)
    expect(states).toEqual([Buffer.from('next')])
  })
})

const header = { version: 4, flags: 0, streamId: 0, opcode: 8 }

describe('without generated code', () => {
  it.each(['until it is worth it', 'where it is forbidden'])('rows are read by the driver, %s', async (when) => {
    const restore = when === 'where it is forbidden' ? forbidEvaluation() : () => undefined
    try {
      const lists = new ColumnLists({ rowsWorthCompiling: canEvaluate() ? 64 : 0 })
      const answers = await expectSame([rowsFrame(sensor), rowsFrame({ ...sensor, streamId: 1 })], lists)
      expect(answers[1]!.columns).toBe(answers[0]!.columns)
    } finally {
      restore()
    }
  })
})
