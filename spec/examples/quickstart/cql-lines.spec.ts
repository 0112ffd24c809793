import { cqlLines } from '../../../examples/quickstart/cql-lines.js'

describe('cqlLines', () => {
  it('gives each clause a line', () => {
    const cql = 'SELECT "a" FROM "k"."t" WHERE "a" = ? AND "b" > ? ORDER BY "b" DESC LIMIT ? ALLOW FILTERING'
    expect(cqlLines(cql, 96)).toEqual([
      'SELECT "a"',
      '  FROM "k"."t"',
      '  WHERE "a" = ? AND "b" > ?',
      '  ORDER BY "b" DESC',
      '  LIMIT ?',
      '  ALLOW FILTERING',
    ])
  })

  it('leaves DELETE FROM together', () => {
    expect(cqlLines('DELETE FROM "k"."t" WHERE "a" = ?', 96)).toEqual(['DELETE FROM "k"."t"', '  WHERE "a" = ?'])
  })

  it('gives each statement of a batch a beginning of its own', () => {
    const cql =
      'BEGIN UNLOGGED BATCH INSERT INTO "k"."t" ("a") VALUES (?) ; UPDATE "k"."t" SET "b"."c" = ? WHERE "a" = ? ; APPLY BATCH'
    expect(cqlLines(cql, 96)).toEqual([
      'BEGIN UNLOGGED BATCH',
      'INSERT INTO "k"."t" ("a")',
      '  VALUES (?) ;',
      'UPDATE "k"."t"',
      '  SET "b"."c" = ?',
      '  WHERE "a" = ? ;',
      'APPLY BATCH',
    ])
  })

  it('knows a batch that was sent several times', () => {
    const cql = '1,664 × BEGIN UNLOGGED BATCH DELETE FROM "k"."t" WHERE "a" = ? ; APPLY BATCH'
    expect(cqlLines(cql, 96)).toEqual([
      '1,664 × BEGIN UNLOGGED BATCH',
      'DELETE FROM "k"."t"',
      '  WHERE "a" = ? ;',
      'APPLY BATCH',
    ])
  })

  it('breaks columns and options that fill a line, and no key', () => {
    const cql =
      'CREATE TABLE "k"."t" ("a" int, "b" set<text>, PRIMARY KEY (("a"), "b")) ' +
      `WITH CLUSTERING ORDER BY ("b" DESC) AND comment = 'x'`
    expect(cqlLines(cql, 40)).toEqual([
      'CREATE TABLE "k"."t" ("a" int,',
      '  "b" set<text>,',
      '  PRIMARY KEY (("a"), "b"))',
      '  WITH CLUSTERING ORDER BY ("b" DESC)',
      `    AND comment = 'x'`,
    ])
  })
})
