import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import type { ContactOperations } from '../../operations/contacts.js'
import { contact } from '../../tables/contacts.js'

async function roundTrip(operations: ContactOperations) {
  const id = randomUUID()
  await operations.insertContact(contact(id))
  return operations.getContact(id)
}

/** A row with a value of a user-defined type, written and read back. */
export const benchmarkCase = defineCase({
  name: 'udt round trip',
  uses: ['insertContact', 'getContact'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  call: roundTrip,
  answer: async (operations) => ({ ...(await roundTrip(operations)), id: undefined }),
})
