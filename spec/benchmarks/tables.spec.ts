import { schemaStatements, tablesOf } from '../../benchmarks/tables/schema.js'
import { isSince } from '../../benchmarks/tables/table.js'

describe('the tables of the benchmark', () => {
  it('start with rows that have a value or an absent one for each column', () => {
    for (const { name, columns, rows } of tablesOf('5.0.9')) {
      const widths = new Set((rows?.() ?? []).map((row) => row.length))
      expect({ name, widths: [...widths].filter((width) => width !== Object.keys(columns).length) }).toEqual({
        name,
        widths: [],
      })
    }
  })

  it('leave out what an older server lacks', () => {
    const statements = (server: string) => schemaStatements('bench', 'dc', tablesOf(server)).join('\n')
    expect(statements('5.0.9')).toContain('vector<float, 16>')
    expect(statements('4.1.8')).not.toContain('vector')
  })
})

describe('isSince', () => {
  it.each([
    [undefined, '4.1.8', true],
    ['5.0', '5.0.9', true],
    ['5.0', '5.1-SNAPSHOT', true],
    ['5.0', '4.1.8', false],
    ['4.1', '5.0.9', true],
  ] as const)('%s, of %s: %s', (since, server, expected) => expect(isSince(since, server)).toBe(expected))
})
