import { defineCase } from '../../harness/benchmark-case.js'
import { receiverOf15 } from '../../tables/notifications.js'

/** The newest ten of 15 rows of a partition. */
export const benchmarkCase = defineCase({
  name: 'notification feed',
  uses: ['findNotifications'],
  requests: 1,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations) => operations.findNotifications(receiverOf15, 10),
  answer: (operations) => operations.findNotifications(receiverOf15, 10),
})
