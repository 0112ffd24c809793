import { maxRanges, ScanPosition } from '../../../lib/execution/pages/scan-position.js'

const again = (position: ScanPosition) => ScanPosition.read(position.write())!
const read = (written: unknown) => ScanPosition.read(Buffer.from(JSON.stringify(written)))

describe('the position of a scan', () => {
  it('begins with every range', () => {
    const position = new ScanPosition(3)
    expect(position.remaining()).toEqual([0, 1, 2].map((range) => ({ range, pageState: undefined })))
    expect([position.rows, position.fraction]).toEqual([0, 0])
  })

  it('goes on with the ranges that were begun, and leaves out those that are finished', () => {
    const position = new ScanPosition(5)
    position.advance(1, 10, undefined)
    position.advance(3, 10, 'ab')
    position.advance(2, 0, undefined)
    position.advance(3, 5, 'cd')
    const rest = [
      { range: 3, pageState: 'cd' },
      { range: 0, pageState: undefined },
      { range: 4, pageState: undefined },
    ]
    expect(position.remaining()).toEqual(rest)
    expect([position.rows, position.fraction]).toEqual([25, 0.4])
    expect(again(position).remaining()).toEqual(rest)
    expect([again(position).rows, again(position).fraction]).toEqual([25, 0.4])
    expect(position.write().toString()).toBe('{"ranges":5,"rows":25,"done":[[1,2]],"open":{"3":"cd"}}')
  })

  it('ends with nothing left', () => {
    const position = new ScanPosition(2)
    position.advance(0, 1, 'ab')
    position.advance(0, 1, undefined)
    position.advance(1, 0, undefined)
    expect(again(position).remaining()).toEqual([])
    expect(again(position).fraction).toBe(1)
  })

  const good = { ranges: 4, rows: 1, done: [[0, 1]], open: { 2: 'ab' } }

  it('is read of what it wrote', () => {
    expect(read(good)!.remaining()).toHaveLength(2)
  })

  it.each<[string, unknown]>([
    ['no object', 7],
    ['null', null],
    ['no ranges', { ...good, ranges: 0 }],
    ['more ranges than a scan has', { ...good, ranges: maxRanges + 1 }],
    ['half a range', { ...good, ranges: 1.5 }],
    ['fewer rows than none', { ...good, rows: -1 }],
    ['a span that ends beyond the ranges', { ...good, done: [[0, 4]] }],
    ['a span that ends before it begins', { ...good, done: [[1, 0]] }],
    ['spans that overlap', { ...good, done: [[0, 1], [1, 2]] }], // prettier-ignore
    ['a span of three', { ...good, done: [[0, 1, 2]] }],
    ['spans that are no list', { ...good, done: {} }],
    ['a page state of a range there is not', { ...good, open: { 4: 'ab' } }],
    ['a page state of a name', { ...good, open: { x: 'ab' } }],
    ['a page state of odd length', { ...good, open: { 2: 'abc' } }],
    ['a page state of other letters', { ...good, open: { 2: 'zz' } }],
    ['an empty page state', { ...good, open: { 2: '' } }],
  ])('is not read of %s', (_, written) => {
    expect(read(written)).toBeUndefined()
  })

  it('is not read of a text that is not JSON', () => {
    expect(ScanPosition.read(Buffer.from('{'))).toBeUndefined()
  })
})
