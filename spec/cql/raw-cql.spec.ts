import { identifier } from '../../lib/index.js'
import { mergeTemplate, statementKind } from '../../lib/cql/raw-cql.js'
import { errorOf } from '../support/error-of.js'

describe('identifier', () => {
  it.each<[string[], string]>([
    [['at'], '"at"'],
    [['shop', 'Readings'], '"shop"."Readings"'],
    [['x"; DROP TABLE y; --'], '"x""; DROP TABLE y; --"'],
  ])('%j is %s', (names, cql) => {
    expect(identifier(...(names as [string])).cql).toBe(cql)
  })

  it.each<[unknown, string]>([
    ['', 'identifier(): a column name may not be empty.'],
    [1, 'identifier(): a name is a text.'],
    ['\0', 'identifier(): a column name may not hold a NUL character.'],
  ])('refuses %j', async (name, message) => {
    expect(await errorOf(() => identifier(name as string))).toMatchObject({ code: 'E_IDENTIFIER', message })
  })
})

describe('a template', () => {
  it('has a marker for each value, and the text and values of its parts in place', () => {
    const part = { cql: 'b = ? AND c = ?', values: [2, 3] }
    const name = { cql: '"d"', values: [] }
    const read = (value: unknown) => (value === part || value === name ? (value as typeof part) : undefined)
    expect(mergeTemplate(['SELECT ', ' WHERE a = ', ' AND ', ''], [name, 1, part], read)).toEqual({
      cql: 'SELECT "d" WHERE a = ? AND b = ? AND c = ?',
      values: [1, 2, 3],
    })
  })
})

describe('the kind of a statement', () => {
  it.each<[string, string]>([
    ['select 1', 'SELECT'],
    ['  -- SELECT\n /* UPDATE */ // x\n\tdelete FROM t', 'DELETE'],
    ['/* a * b **/INSERT', 'INSERT'],
    ['-- nothing', ''],
    ['', ''],
  ])('of %j is %s', (cql, kind) => {
    expect(statementKind(cql)).toBe(kind)
  })
})
