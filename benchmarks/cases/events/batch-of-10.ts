import { defineCase } from '../../harness/benchmark-case.js'
import { newEvents } from '../../tables/events.js'

/** Ten rows of as many partitions in one logged batch. */
export const benchmarkCase = defineCase({
  name: 'batch of 10',
  uses: ['insertEvents', 'getEvent'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations) => operations.insertEvents(newEvents(10)),
  async answer(operations) {
    const events = newEvents(10)
    await operations.insertEvents(events)
    const stored = await Promise.all(events.map(({ id }) => operations.getEvent(id)))
    return stored.map((event, i) => ({ ...event, id: event?.id === events[i]!.id }))
  },
})
