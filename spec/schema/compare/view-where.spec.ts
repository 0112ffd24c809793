import { notNullColumns } from '../../../lib/schema/compare/view-where.js'

it.each<[string, string[] | undefined]>([
  ['id IS NOT NULL', ['id']],
  ['a IS NOT NULL AND "B ""x"" AND" IS NOT NULL', ['a', 'B "x" AND']],
  [' a is not null\n  and b IS  NOT NULL', ['a', 'b']],
  ['', []],
  ['a IS NOT NULL AND b = 1', undefined],
  ['b > 1 AND a IS NOT NULL', undefined],
  ['a IS NOT NULL OR b IS NOT NULL', undefined],
  ['a IS NOT NULL b IS NOT NULL', undefined],
])('%j names %j', (whereClause, names) => {
  const found = notNullColumns(whereClause)
  expect(found && [...found]).toEqual(names)
})
