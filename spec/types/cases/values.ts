import { And, Between, In, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual } from 'cassiform'
import { devices, jobs, State } from './entities.js'

declare const maybe: string | undefined
declare const queue: 'mail' | 'push'
declare const anyText: string
declare const payload: Buffer
const key = { queue: 'mail', priority: 1n, id: 'x' } as const

// ─── Unions of literals ─────────────────────────────────────────────────────────────────────────────────────────────

jobs.find({ where: { queue } })
jobs.find({ where: { queue: 'mail' } })
jobs.find({ where: { queue: In(['mail', 'push']) } })
jobs.find({ where: { queue: In(['mail'] as const) } })
jobs.find({ where: { queue: In([queue]) } })
const eitherQueue = In(['mail', 'push'])
jobs.find({ where: { queue: eitherQueue } })
jobs.find({ where: { kind: 'once' }, allowFiltering: true })
jobs.find({ where: { kind: MoreThan('daily') }, allowFiltering: true })
jobs.find({ where: { kind: Between('daily', 'once') }, allowFiltering: true })
jobs.find({ where: { state: In([State.Open, State.Done]) }, allowFiltering: true })
jobs.update(key, { kind: 'daily', state: State.Done })
// @ts-expect-error none of the literals
jobs.find({ where: { queue: 'mial' } })
// @ts-expect-error none of the literals
jobs.find({ where: { queue: In(['mail', 'mial']) } })
// @ts-expect-error none of the literals, compared
jobs.find({ where: { kind: LessThan('weekly') }, allowFiltering: true })
// @ts-expect-error any text is more than the literals
jobs.find({ where: { queue: anyText } })
// @ts-expect-error a text that is no member of the enum
jobs.update(key, { state: 'open' })
// @ts-expect-error none of the literals
jobs.update(key, { kind: 'weekly' })

// ─── bigint, Date, boolean, Buffer ──────────────────────────────────────────────────────────────────────────────────

jobs.find({ where: { queue, priority: 1n } })
jobs.find({ where: { queue, priority: In([1n, 2n]) } })
jobs.find({ where: { queue, priority: And(MoreThan(1n), LessThanOrEqual(9n)) } })
jobs.find({ where: { cost: MoreThanOrEqual(1n), isUrgent: true, payload }, allowFiltering: true })
jobs.find({ where: { isUrgent: In([true]) }, allowFiltering: true })
jobs.update(key, { payload, isUrgent: false, cost: 3n })
jobs.update(key, { payload: Buffer.from('x') })
// @ts-expect-error a number is no bigint
jobs.find({ where: { queue, priority: 1 } })
// @ts-expect-error numbers are no bigints
jobs.find({ where: { queue, priority: In([1]) } })
// @ts-expect-error numbers are no bigints
jobs.find({ where: { queue, priority: Between(1, 2) } })
// @ts-expect-error a text is no boolean
jobs.update(key, { isUrgent: 'yes' })
// @ts-expect-error a text is no Buffer
jobs.update(key, { payload: 'x' })

// ─── Optional columns ───────────────────────────────────────────────────────────────────────────────────────────────

devices.find({ where: { id: 'a', site: 'x' } })
devices.find({ where: { id: 'a', site: In(['x']) } })
devices.find({ where: { id: 'a', site: MoreThan('x') } })
// @ts-expect-error CQL has no null in a condition
devices.find({ where: { id: 'a', site: null } })
// @ts-expect-error a bound that may be undefined
devices.find({ where: { id: 'a', site: MoreThan(maybe) } })
// @ts-expect-error a list that may hold undefined
devices.find({ where: { id: 'a', site: In([maybe]) } })
// @ts-expect-error a key that may be undefined
jobs.findByKeys([{ queue, priority: 1n, id: maybe }])
