import {
  And,
  Between,
  ClusteringColumn,
  Column,
  Contains,
  ContainsEntry,
  ContainsKey,
  In,
  Index,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  PartitionKey,
  Raw,
  skip,
  Table,
  Token,
  TupleRange,
} from '../../lib/index.js'
import type { Duration } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import type { SelectInput } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading, rowKey } from '../support/sample-entities.js'

@Table()
class Post {
  @PartitionKey('text') blog!: string
  @ClusteringColumn('int') year!: number
  @ClusteringColumn('int', { order: 'desc' }) number!: number
  @ClusteringColumn('text') part!: string
  @Column('text') @Index({ using: 'sasi' }) title!: string
  @Column('text') @Index({ using: 'sasi', options: { mode: 'CONTAINS' } }) text!: string
  @Column('set<text>', { as: 'array' }) @Index() tags!: string[]
  @Column('list<text>') links!: string[]
  @Column('map<text, int>', { as: 'object' })
  @Index({ target: 'keys', name: 'votes_keys' })
  @Index({ target: 'entries', name: 'votes_entries' })
  votes!: Record<string, number>
  @Column('frozen<map<text, int>>') sizes?: Map<string, number>
  @Column('timeuuid') @Index({ using: 'sai' }) seen?: string
  @Column('text', { transformer: { to: String, from: String } }) other?: string
  @Column('list<text>', { transformer: { to: (v: string[]) => v, from: (v: string[]) => v } }) coded?: string[]
  @Column('duration') length?: Duration
}

const posts = new EntityPlans(modelOf(Post))
const readings = new EntityPlans(modelOf(Reading))
const at2026 = { blog: 'b', year: 2026 }

/** What stands after WHERE, and the values bound. */
function read(where: object, more: Partial<SelectInput> = {}): [string, unknown[]] {
  const { plan } = posts.select('find', { where, ...more })
  return [plan.cql.replace(/^.* WHERE /, ''), plan.bind(where, more)]
}

const refusal = async (where: unknown, plans = posts, more: Partial<SelectInput> = {}) => {
  const { code, message, outcome } = await errorOf(() => {
    const { plan } = plans.select('find', { where, ...more })
    return plan.bind(where, more)
  })
  expect(outcome ?? 'not_sent').toBe('not_sent')
  return `${code} ${message}`
}

describe('operators', () => {
  it.each<[string, object, string, unknown[]]>([
    ['Contains', { tags: Contains('a') }, '"tags" CONTAINS ?', ['a']],
    ['ContainsKey', { votes: ContainsKey('a') }, '"votes" CONTAINS KEY ?', ['a']],
    ['ContainsEntry', { votes: ContainsEntry('a', 1) }, '"votes"[?] = ?', ['a', 1]],
    ['Like', { title: Like('Ab%') }, '"title" LIKE ?', ['Ab%']],
    ['Like inside', { text: Like('%b%') }, '"text" LIKE ?', ['%b%']],
    ['Token', { blog: Token(MoreThan(5n)) }, 'token("blog") > ?', [5n]],
    [
      'Token between',
      { blog: Token(And(MoreThan('-9'), LessThanOrEqual('9'))) },
      'token("blog") > ? AND token("blog") <= ?',
      [-9n, 9n],
    ],
    [
      'a tuple range',
      { blog: 'b', ...TupleRange(['year', 'number'], { moreThan: [2026, 3] }) },
      '"blog" = ? AND ("year", "number") > (?, ?)',
      ['b', 2026, 3],
    ],
    [
      'a tuple range with both ends',
      { ...at2026, ...TupleRange(['number', 'part'], { moreThanOrEqual: [1, 'a'], lessThan: [2, 'b'] }) },
      '"blog" = ? AND "year" = ? AND ("number", "part") >= (?, ?) AND ("number", "part") < (?, ?)',
      ['b', 2026, 1, 'a', 2, 'b'],
    ],
    [
      'Raw',
      { ...at2026, number: Raw`>= ${1} + ${2}` },
      '"blog" = ? AND "year" = ? AND "number" >= ? + ?',
      ['b', 2026, 1, 2],
    ],
    [
      'a frozen map by filtering',
      { blog: 'b', sizes: new Map([['a', 1]]) },
      '"blog" = ? AND "sizes" = ? ALLOW FILTERING',
      ['b', new Map([['a', 1]])],
    ],
    ['skip', { ...at2026, number: skip }, '"blog" = ? AND "year" = ?', ['b', 2026]],
  ])('%s', (_, where, cql, values) => {
    expect(read(where, { allowFiltering: cql.endsWith('FILTERING') })).toEqual([cql, values])
  })

  it('never widen a tuple range by a bound that is undefined', async () => {
    const range = () => TupleRange(['year', 'number'], { moreThanOrEqual: undefined as never, lessThan: [2026, 3] })
    expect((await errorOf(range)).message).toBe(
      "TupleRange() has no value for 'moreThanOrEqual', which would widen the range; leave it out on purpose. Write ...TupleRange(['a', 'b'], { moreThan: [1, 2] }).",
    )
  })

  it('name their access path', () => {
    const path = (where: object) => posts.select('find', { where }).plan.accessPath
    expect(path({ blog: Token(MoreThan(5n)) })).toBe('tokens')
    expect(path({ tags: Contains('a') })).toBe('index')
    expect(path({ blog: 'b', tags: Contains('a') })).toBe('index')
    expect(path({ seen: Raw`> now()` })).toBe('raw')
    expect(path({ ...at2026, number: Raw`> 1` })).toBe('partition')
  })

  it('take the token of the whole key', () => {
    const { plan } = readings.select('find', { where: { sensorId: Token(LessThan(0n)) } })
    expect(plan.cql).toContain('WHERE token("sensor_id", "day") < ?')
    expect(plan.markers).toEqual(['token'])
  })

  it('share a plan whatever their values, and only then', () => {
    const plan = (where: object) => posts.select('find', { where }).plan
    expect(plan({ tags: Contains('a') })).toBe(plan({ tags: Contains('b') }))
    expect(plan({ blog: 'a', ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) })).not.toBe(
      plan({ blog: 'a', ...TupleRange(['year', 'number'], { moreThanOrEqual: [1, 1] }) }),
    )
    const since = (id: string) => plan({ blog: 'a', year: Raw`> ${id}` })
    expect(since('a')).toBe(since('b'))
    expect(plan({ blog: 'a', year: Raw`> 1` }).cql).not.toBe(plan({ blog: 'a', year: Raw`> 2` }).cql)
  })

  it('are refused with skip as a key', async () => {
    expect(await refusal({ blog: skip })).toContain('E_FULL_SCAN')
    expect(await refusal({ ...partition, at: rowKey.at, channel: MoreThan(skip) }, readings)).toContain('E_OPERAND')
  })
})

describe('refusals', () => {
  it.each<[string, object, string]>([
    [
      'elements of a text',
      { title: Contains('a') },
      'E_UNSUPPORTED_OPERATOR [Post.title] find(): is text, which has no Contains; expected a collection.',
    ],
    [
      'keys of a set',
      { tags: ContainsKey('a') },
      'E_UNSUPPORTED_OPERATOR [Post.tags] find(): is set<text>, which has no ContainsKey; expected a map.',
    ],
    [
      'entries of a frozen map',
      { sizes: ContainsEntry('a', 1) },
      'E_UNSUPPORTED_OPERATOR [Post.sizes] find(): is a frozen map',
    ],
    [
      'elements behind a transformer',
      { coded: Contains('a') },
      'E_UNSUPPORTED_OPERATOR [Post.coded] find(): has a transformer',
    ],
    [
      'a whole map',
      { votes: { a: 1 } },
      'E_UNSUPPORTED_OPERATOR [Post.votes] find(): is a collection that is not frozen',
    ],
    ['elements without index', { links: Contains('a') }, 'E_PARTITION_KEY'],
    ['elements without index in a partition', { blog: 'b', links: Contains('a') }, 'E_FILTERING [Post.links]'],
    [
      'values where keys are indexed',
      { votes: Contains(1) },
      "E_FILTERING [Post.votes] find(): has an index that cannot answer Contains; expected an index on the values (target: 'values').",
    ],
    ['a pattern without SASI', { other: Like('a%') }, 'E_NO_LIKE [Post.other] find(): has no SASI index'],
    [
      'a pattern of numbers',
      { year: Like('a%') },
      'E_UNSUPPORTED_OPERATOR [Post.year] find(): is int, which has no Like',
    ],
    [
      'a pattern inside where only its beginning is indexed',
      { title: Like('%a') },
      "E_VALUE [Post.title] text cannot hold this value exactly; expected a pattern such as 'Ab%', given one that begins with '%', which needs a SASI index of mode 'CONTAINS'.",
    ],
    [
      'a token on a clustering column',
      { blog: 'b', year: Token(MoreThan(1n)) },
      "E_UNSUPPORTED_OPERATOR [Post.year] find(): cannot have a Token; expected it on 'blog'.",
    ],
    ['a token and a clustering column', { blog: Token(MoreThan(1n)), year: 1 }, 'E_FILTERING [Post.year]'],
    ['a token that is none', { blog: Token(MoreThan('x')) }, 'E_VALUE [Post.blog]'],
    ['a token of 65 bits', { blog: Token(MoreThan(2n ** 63n)) }, 'E_VALUE [Post.blog]'],
    [
      'Raw on the partition key',
      { blog: Raw`= 'a'` },
      'E_UNSUPPORTED_OPERATOR [Post.blog] find(): is a partition key column, which Raw cannot restrict',
    ],
    [
      'a range of durations',
      { blog: 'b', length: MoreThan(1) },
      'E_UNSUPPORTED_OPERATOR [Post.length] find(): is a duration',
    ],
    [
      'a tuple that skips a column',
      { blog: 'b', ...TupleRange(['year', 'part'], { moreThan: [1, 'a'] }) },
      'E_TUPLE_RANGE [Post] find(): a tuple range over year and part is impossible',
    ],
    [
      'a tuple in another order',
      { blog: 'b', ...TupleRange(['number', 'year'], { moreThan: [1, 1] }) },
      'E_TUPLE_RANGE',
    ],
    [
      'a tuple after a gap',
      { blog: 'b', ...TupleRange(['number', 'part'], { moreThan: [1, 'a'] }) },
      'E_CLUSTERING_GAP [Post.number]',
    ],
    [
      'a tuple with a column of the partition key',
      { ...TupleRange(['blog', 'year'], { moreThan: ['b', 1] }) },
      'E_TUPLE_RANGE',
    ],
    [
      'a tuple beside one of its columns',
      { blog: 'b', year: 1, ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) },
      'E_TUPLE_RANGE [Post.year] find(): is restricted by itself and in a tuple range',
    ],
    [
      'a column after a tuple',
      { blog: 'b', part: 'a', ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) },
      'E_RANGE_NOT_LAST [Post.part]',
    ],
    [
      'two tuples',
      {
        blog: 'b',
        ...TupleRange(['year', 'number'], { moreThan: [1, 1] }),
        ...TupleRange(['year', 'number'], { lessThan: [2, 1] }),
      },
      'E_TUPLE_RANGE [Post] find(): has two tuple ranges',
    ],
    [
      'a tuple under a name',
      { blog: 'b', year: Object.values<unknown>({ ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) })[0] },
      'E_TUPLE_RANGE [Post.year] find(): a tuple range stands for several columns',
    ],
    ['a tuple without its partition', { ...TupleRange(['year', 'number'], { moreThan: [1, 1] }) }, 'E_PARTITION_KEY'],
    [
      'a value in a tuple that its column refuses',
      { blog: 'b', ...TupleRange(['year', 'number'], { moreThan: [1, 1.5] }) },
      'E_VALUE [Post.number]',
    ],
    [
      'a range by NaN',
      { blog: 'b', year: MoreThan(NaN) },
      'E_OPERAND [Post.year] find(): has an operator on NaN; expected a number.',
    ],
    ['a range to NaN', { blog: 'b', year: Between(1, NaN) }, 'E_OPERAND [Post.year]'],
    [
      'an empty key',
      { blog: '' },
      'E_VALUE [Post.blog] text cannot hold this value exactly; expected a key that is not empty, given an empty one.',
    ],
    [
      'a key beyond 65,535 bytes',
      { blog: 'é'.repeat(32_768) },
      'E_VALUE [Post.blog] text cannot hold this value exactly; expected a key of 65,535 bytes at most, given a longer one.',
    ],
    [
      'a clustering value beyond 65,535 bytes',
      { ...at2026, number: 1, part: 'x'.repeat(65_536) },
      'E_VALUE [Post.part]',
    ],
    [
      'a list too long',
      { ...at2026, number: In(Array.from({ length: 65_536 }, (_, i) => i)) },
      'E_IN_TOO_LARGE [Post.number] find(): is restricted to 65536 values; expected 65535 at most. Split the list',
    ],
    ['an element of another type', { tags: Contains(5) }, 'E_VALUE [Post.tags]'],
    ['undefined elements', { tags: Contains(undefined) }, 'E_WHERE_UNDEFINED [Post.tags]'],
    ['null entries', { votes: ContainsEntry('a', null) }, 'E_WHERE_NULL [Post.votes]'],
  ])('%s', async (_, where, expected) => {
    const said = await refusal(where)
    expect(said.slice(0, expected.length)).toBe(expected)
  })

  it.each<[string, unknown]>([
    ['operators', '{"blog":"b","tags":{"kind":"contains","operands":["a"]}}'],
    [
      'tuple ranges',
      '{"blog":"b","(year, number) >":{"key":"(year, number) >","names":["year","number"],"lower":{"operator":">","values":[1,1]}}}',
    ],
    ['the prototype', '{"blog":"b","__proto__":{"year":1}}'],
    ['skip', '{"blog":"b","year":"skip"}'],
  ])('%s that come as JSON', async (_, json) => {
    expect(await refusal(JSON.parse(json as string))).toMatch(/^E_(VALUE|WHERE_UNKNOWN|UNSUPPORTED_OPERATOR)/)
  })

  it('a value that holds itself', async () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(await refusal({ tags: Contains(cycle) })).toContain('E_VALUE')
    expect(await refusal({ blog: 'b', sizes: cycle }, posts, { allowFiltering: true })).toContain('E_VALUE')
  })

  it.each<[string, () => unknown]>([
    ['Contains(In([]))', () => Contains(In(['a']))],
    ['MoreThan(MoreThan())', () => MoreThan(MoreThan(1))],
    ['Token(value)', () => Token(5n as never)],
    ['Token(In([]))', () => Token(In([1n]) as never)],
    ['Like(%)', () => Like('%')],
    ['Like(%%)', () => Like('%%')],
    ['Like()', () => Like('')],
    ['Like(5)', () => Like(5 as never)],
    ['Raw as a function', () => Raw('> 1' as never)],
    ['Raw from JSON', () => Raw(JSON.parse('["> 1"]') as never)],
    ['Raw with a marker', () => Raw`> ?`],
    ['Raw with a named marker', () => Raw`> :day`],
    ['Raw with a comment', () => Raw`> 1 -- `],
    ['Raw with a second statement', () => Raw`> 1; DROP TABLE x`],
    ['Raw without text', () => Raw`${1}${2}`.kind === 'raw' && Raw` `],
    ['Raw of undefined', () => Raw`> ${undefined}`],
    ['Raw of an operator', () => Raw`> ${In([1])}`],
    ['TupleRange of one column', () => TupleRange(['a'] as never, { moreThan: [1] as never })],
    ['TupleRange without bounds', () => TupleRange(['a', 'b'], {})],
    ['TupleRange with two lower bounds', () => TupleRange(['a', 'b'], { moreThan: [1, 2], moreThanOrEqual: [1, 2] })],
    ['TupleRange of other lengths', () => TupleRange(['a', 'b'], { moreThan: [1] as never })],
    ['TupleRange with undefined', () => TupleRange(['a', 'b'], { moreThan: [1, undefined] })],
    ['TupleRange with an unknown bound', () => TupleRange(['a', 'b'], { above: [1, 2] } as never)],
  ])('%s at once', async (_, call) => {
    expect(await errorOf(call)).toMatchObject({ code: 'E_OPERAND', outcome: 'not_sent' })
  })

  it('literals and named values are text of Raw', () => {
    expect(read({ ...at2026, part: Raw`> 'a?;--''b'` }, { allowFiltering: true })[0]).toContain(`"part" > 'a?;--''b'`)
  })
})

describe('deletes', () => {
  const cql = (where: object) => posts.delete('delete', where, {}).cql.replace(/^.* WHERE /, '')
  const code = async (where: object) => (await errorOf(() => posts.delete('delete', where, {}))).code

  it('take lists of partitions and rows, and tuple ranges', () => {
    expect(cql({ blog: In(['a', 'b']), year: 1, number: 2, part: In(['a']) })).toBe(
      '"blog" IN ? AND "year" = ? AND "number" = ? AND "part" IN ?',
    )
    expect(cql({ ...at2026, ...TupleRange(['number', 'part'], { lessThan: [1, 'a'] }) })).toBe(
      '"blog" = ? AND "year" = ? AND ("number", "part") < (?, ?)',
    )
    expect(cql({ ...at2026, number: MoreThan(1), part: skip })).toBe('"blog" = ? AND "year" = ? AND "number" > ?')
  })

  it.each<[string, object, string]>([
    ['tokens', { blog: Token(MoreThan(1n)) }, 'E_KEY_INCOMPLETE'],
    ['Raw', { ...at2026, number: Raw`> 1` }, 'E_UNSUPPORTED_OPERATOR'],
    ['elements', { ...at2026, number: Contains(1) }, 'E_UNSUPPORTED_OPERATOR'],
    ['elements outside the key', { ...at2026, tags: Contains('a') }, 'E_DELETE_NEEDS_KEY'],
    ['a gap', { blog: 'b', ...TupleRange(['number', 'part'], { lessThan: [1, 'a'] }) }, 'E_CLUSTERING_GAP'],
    ['a skipped column', { ...at2026, number: skip }, 'E_KEY_INCOMPLETE'],
    ['a skipped partition', { blog: skip, year: 1 }, 'E_KEY_INCOMPLETE'],
    ['a long list', { blog: In(Array.from({ length: 65_536 }, String)) }, 'E_IN_TOO_LARGE'],
  ])('refuse %s', async (_, where, expected) => {
    expect(await code(where)).toBe(expected)
  })
})
