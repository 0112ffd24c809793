import { defineCase } from '../../harness/benchmark-case.js'
import { newEvents } from '../../tables/events.js'

/** A hundred rows of as many partitions in one logged batch. */
export const benchmarkCase = defineCase({
  name: 'batch of 100',
  uses: ['insertEvents', 'getEvent'],
  requests: 1,
  blockSizes: { 1: 5, 64: 64 },
  call: (operations) => operations.insertEvents(newEvents(100)),
  async answer(operations) {
    const events = newEvents(100)
    await operations.insertEvents(events)
    const stored = await Promise.all(events.map(({ id }) => operations.getEvent(id)))
    return stored.map((event, i) => ({ ...event, id: event?.id === events[i]!.id }))
  },
})
