import type { SchemaDifference } from '../../lib/errors/schema-error.js'
import { formatSchemaPlan } from '../../lib/schema/format-schema-plan.js'

const added = {
  kind: 'column',
  is: undefined,
  action: 'add',
  reason: 'does not exist',
  cql: 'ALTER TABLE "shop"."notes" ADD IF NOT EXISTS ("a" int, "b" text)',
} as const

const differences: SchemaDifference[] = [
  { ...added, object: 'shop.notes.a', wanted: 'int' },
  { ...added, object: 'shop.notes.b', wanted: 'text' },
  {
    object: 'shop.notes.c',
    kind: 'column',
    is: 'int',
    wanted: 'text',
    action: 'refuse',
    reason: 'has another type',
    hint: 'Copy.',
  },
  { object: 'shop.notes.d', kind: 'column', is: 'int', wanted: undefined, action: 'report', reason: 'is extra' },
]

describe('formatSchemaPlan', () => {
  it('has each statement once, then what is refused and what is reported', () => {
    expect(formatSchemaPlan(differences)).toMatchSnapshot()
  })

  it('says so if there is nothing', () => {
    expect(formatSchemaPlan([])).toBe('-- The schema is as the entities want it.')
  })

  it('lets no name end the comment it stands in', () => {
    const name = 'shop.notes."x\nDROP KEYSPACE shop;\r--\u2028\u0085\u0000"'
    const plan = formatSchemaPlan([{ ...differences[3]!, object: name }])
    expect(plan.split(/[\n\r\u2028\u0085]/).every((line) => line.startsWith('--'))).toBe(true)
    expect(plan).toContain('"x\\u000aDROP KEYSPACE shop;\\u000d--\\u2028\\u0085\\u0000"')
  })
})
