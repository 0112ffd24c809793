import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { changingUsers, toggleManager, user } from '../../tables/users.js'

/** A user read, a role given or taken, the user stored: the list is sent. */
export const benchmarkCase = defineCase({
  name: 'list change, save',
  uses: ['changeRoles', 'insertUser', 'getUser'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations, n) => operations.changeRoles(changingUsers[n % changingUsers.length]!, toggleManager),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertUser(user(id))
    await operations.changeRoles(id, toggleManager)
    return (await operations.getUser(id))?.roles
  },
})
