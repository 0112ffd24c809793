import { MoreThan } from '../../lib/index.js'
import type { SelectInput, WholeInput } from '../../lib/plan/entity-plans.js'
import { limitedToOne } from '../../lib/repository/reads/entity-reader.js'
import { rangeInput } from '../../lib/repository/reads/entity-scanner.js'
import { EmailNotice, Notice, SmsNotice, UrgentEmail } from '../support/notices.js'
import { plansOfClasses } from '../support/shared-plans.js'

const plans = plansOfClasses(Notice, EmailNotice, UrgentEmail, SmsNotice)(SmsNotice)
const where = { userId: 'ada' }
const tokenRange = { after: 0n, upTo: 1n }

/** Each thing that a read can say; one that is new is missing here as well. */
const said: WholeInput = {
  where: { ...where, at: MoreThan(1) },
  select: ['at'],
  order: { at: 'asc' },
  limit: 1,
  perPartitionLimit: 1,
  allowFiltering: true,
  scan: true,
  tokenRange,
  fanOut: false,
  groupBy: ['userId'],
  distinct: true,
  annOf: { at: [1] },
  into: class {},
  lazy: true,
  listeners: false,
  ofEveryClass: true,
}

/** The statement of a read, or why there is none. */
function outcomeOf(input: SelectInput): unknown {
  try {
    return plans.select('find', input).plan
  } catch (error) {
    return error
  }
}

/** How often it is sent, and who is told where somebody listens: the plan is the same. */
const sameForAll: readonly string[] = ['fanOut', 'listeners']

describe('what a read says besides its key', () => {
  it.each(Object.entries(said))('decides its plan: %s', (name, value) => {
    const plain = outcomeOf({ where })
    expect(outcomeOf({ where })).toBe(plain)
    const isSame = outcomeOf({ where, [name]: value }) === plain
    expect(isSame).toBe(sameForAll.includes(name))
  })

  it('is kept where one row is wanted', () => {
    expect(limitedToOne(said)).toEqual({ ...said, limit: 1, perPartitionLimit: undefined, lazy: undefined })
  })

  it('is kept by a scan, as far as a scan takes it', () => {
    const { select, distinct, into, perPartitionLimit, allowFiltering, listeners } = said
    const input = { where, select, distinct, into, perPartitionLimit, allowFiltering, listeners }
    expect(rangeInput(input, tokenRange)).toEqual({ ...input, tokenRange })
    expect(Object.keys(rangeInput({}, tokenRange)).sort()).toEqual(Object.keys(said).sort())
  })
})
