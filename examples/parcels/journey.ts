import { isCassiformError } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Delayed, Delivered, ParcelEvent, Scanned } from './parcel-event.js'
import { ParcelStatus } from './parcel-status.js'

const parcel = 'JD0146'
const at = (time: string) => new Date(`2026-03-01T${time}:00Z`)

/** The last two arrive in the wrong order. */
const events = [
  Object.assign(new Scanned(), { parcel, at: at('06:10'), depot: 'Leeds', belt: 4 }),
  Object.assign(new Delayed(), { parcel, at: at('07:00'), depot: 'Leeds', reason: 'snow', minutes: 45 }),
  Object.assign(new Scanned(), { parcel, at: at('11:30'), depot: 'Hull', belt: 12 }),
  Object.assign(new Delivered(), { parcel, at: at('15:20'), recipient: ' Ada Quay ' }),
  Object.assign(new Delayed(), { parcel, at: at('12:05'), depot: 'Hull', reason: 'traffic', minutes: 20 }),
]

const row = (event: ParcelEvent) => [event.at.toISOString().slice(11, 16), event.constructor.name, event.sentence()]

export const written: Question = {
  text: 'Events of three classes go into one table; each says its own kind.',
  columns: ['object', 'kind', 'sentence'],
  async answer(db) {
    for (const event of events) await db.getRepository(ParcelEvent).save(event)
    return events.map((event) => [event.constructor.name, String(event.kind), event.sentence()])
  },
}

export const history: Question = {
  text: 'The journey of the parcel, each event an object of its class again.',
  columns: ['at', 'class', 'sentence'],
  answer: async (db) => (await db.getRepository(ParcelEvent).findBy({ parcel })).map(row),
}

export const delays: Question = {
  text: 'The last delay, and how many there were: the server discards the other rows of the partition.',
  columns: ['at', 'class', 'sentence'],
  async answer(db) {
    const delayed = db.getRepository(Delayed)
    const last = await delayed.find({ where: { parcel }, limit: 1 })
    const count = await delayed.count({ where: { parcel } })
    return [...last.map(row), ['', '', `${count} delays`]]
  },
}

export const changed: Question = {
  text: 'The delivery is changed, and tidied before it is saved.',
  columns: ['recipient', 'neighbours'],
  async answer(db) {
    const deliveries = db.getRepository(Delivered)
    const delivery = await deliveries.findOneByOrFail({ parcel })
    delivery.recipient = '  Bob Mill'
    delivery.neighbours?.add('12 Quay')
    await deliveries.save(delivery)
    const { recipient, neighbours } = await deliveries.findOneByOrFail({ parcel })
    return [[String(recipient), [...neighbours!].join(', ')]]
  },
}

export const status: Question = {
  text: 'The subscriber has kept the status: the latest event wins, not the last to arrive.',
  columns: ['parcel', 'state'],
  async answer(db) {
    const { state } = await db.getRepository(ParcelStatus).findOneByOrFail({ parcel })
    return [[parcel, String(state)]]
  },
}

export const refused: Question = {
  text: 'What is refused, before anything is sent.',
  columns: ['attempt', 'error'],
  async answer(db) {
    const attempts: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['delete all delays', () => db.getRepository(Delayed).delete({ parcel }, { partition: true })],
      [
        'a scan that says it is a delay',
        () => db.getRepository(Scanned).insert({ parcel, at: at('16:00'), kind: 'delayed' }),
      ],
      ['a delivery that nobody signed for', () => db.getRepository(Delivered).insert({ parcel, at: at('16:00') })],
    ]
    return Promise.all(attempts.map(async ([attempt, work]) => [attempt, await errorOf(work)]))
  },
}

async function errorOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'none'
  } catch (error) {
    return isCassiformError(error) ? error.code : String(error)
  }
}

export const chapters = [written, history, delays, changed, status, refused]
