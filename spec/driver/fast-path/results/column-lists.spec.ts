import { types } from 'cassandra-driver'
import { ColumnLists } from '../../../../lib/driver/fast-path/results/column-lists.js'
import { parseResultBy } from '../../../../lib/driver/fast-path/results/parse-result.js'
import { newParser, receive } from '../support/connection.js'
import { rowsFrame, short } from '../support/frames.js'
import type { SentRows } from '../support/frames.js'

const { dataTypes } = types
const column = (name: string, code: number = dataTypes.int) => ({ name, type: short(code) })

/** The columns of each answer, of one client that receives them in turn. */
async function columnsOf(lists: ColumnLists, ...responses: SentRows[]): Promise<unknown[]> {
  const parser = newParser()
  parser.parseResult = parseResultBy(lists, parser)
  const answers = await receive(
    parser,
    responses.map((sent, streamId) => rowsFrame({ ...sent, streamId })),
  )
  return answers.map(({ columns }) => columns)
}

const list = (...names: string[]): SentRows => ({ columns: names.map((name) => column(name)), rows: [] })

describe('lists of columns', () => {
  it('are the same array for the same bytes, whatever page it is', async () => {
    const pages = [undefined, Buffer.from('a'), Buffer.from('another')].map((pageState) => ({
      ...list('id', 'at'),
      pageState,
    }))
    const [first, second, third] = await columnsOf(new ColumnLists(), ...pages)
    expect(first).toEqual([expect.objectContaining({ name: 'id' }), expect.objectContaining({ name: 'at' })])
    expect(second).toBe(first)
    expect(third).toBe(first)
  })

  it('are others for another type, another name, one more and one less', async () => {
    const lists = new ColumnLists()
    const changed = [
      list('id', 'at'),
      { columns: [column('id'), column('at', dataTypes.bigint)], rows: [] },
      list('id', 'to'),
      list('id', 'at', 'on'),
      list('id'),
      {
        columns: [column('id'), { name: 'at', type: Buffer.concat([short(dataTypes.list), short(dataTypes.int)]) }],
        rows: [],
      },
      {
        columns: [column('id'), { name: 'at', type: Buffer.concat([short(dataTypes.list), short(dataTypes.text)]) }],
        rows: [],
      },
    ]
    const first = await columnsOf(lists, ...changed)
    expect(new Set(first).size).toBe(changed.length)
    const stock = await receive(
      newParser(),
      changed.map((sent, streamId) => rowsFrame({ ...sent, streamId })),
    )
    expect(first).toEqual(stock.map(({ columns }) => columns))
  })

  it('are never taken for each other, although they are looked for in the same place', async () => {
    const lists = new ColumnLists()
    const alike = [list('aXb'), list('aYb'), list('aXb'), list('aYb')]
    const found = (await columnsOf(lists, ...alike)) as { name: string }[][]
    expect(found.map(([first]) => first!.name)).toEqual(['aXb', 'aYb', 'aXb', 'aYb'])
    expect(lists.size).toBe(1)
  })

  it('are forgotten in the order in which they came, so that queries by hand do not fill the memory', async () => {
    const lists = new ColumnLists({ capacity: 3 })
    const hundred = Array.from({ length: 100 }, (_, i) => list(`column_${i}`))
    await columnsOf(lists, ...hundred)
    expect(lists.size).toBe(3)
    const [again, last, first] = await columnsOf(lists, list('column_99'), list('column_99'), list('column_0'))
    expect(again).toBe(last)
    expect(first).toEqual([expect.objectContaining({ name: 'column_0' })])
    expect(lists.size).toBe(3)
  })

  it('hold a copy of the bytes, not the chunk of the network', () => {
    const frame = rowsFrame(list('id', 'at'))
    const lists = new ColumnLists()
    const start = 9 + 12
    const known = lists.remember(frame, start, frame.length - 4, { columns: [1, 2] as never, columnsByName: {} })
    expect(known.isAt(Buffer.from(frame), start, 2)).toBe(true)
    expect(known.isAt(Buffer.from(frame), start, 1)).toBe(false)
    expect(known.isAt(frame.subarray(0, frame.length - 5), start, 2)).toBe(false)
    const other = Buffer.from(frame)
    frame.fill(0)
    expect(known.isAt(other, start, 2)).toBe(true)
  })
})
