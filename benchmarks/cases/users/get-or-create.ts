import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { storedUser, user } from '../../tables/users.js'

/** A user who exists, or would be created. */
export const benchmarkCase = defineCase({
  name: 'get or create',
  uses: ['getOrCreateUser', 'getUser'],
  requests: 1,
  call: (operations) => operations.getOrCreateUser(user(storedUser)),
  async answer(operations) {
    const known = await operations.getOrCreateUser({ ...user(storedUser), fullName: 'Somebody else' })
    const id = randomUUID()
    const created = await operations.getOrCreateUser(user(id))
    return { known, created: created.fullName, stored: (await operations.getUser(id))?.roles }
  },
})
