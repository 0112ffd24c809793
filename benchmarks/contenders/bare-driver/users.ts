import type { types } from 'cassandra-driver'
import type { UserOperations } from '../../operations/users.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { usersTable } from '../../tables/users.js'
import type { UserData } from '../../tables/users.js'
import { firstOf, idempotent, idOf, notIdempotent, optionalId } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class User implements UserData {
  id: string
  username: string
  fullName: string
  email: string
  registrationDate: Date
  roles: string[]
  pictureId: string | undefined
  apiToken: string | undefined

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.username = row.username as string
    this.fullName = row.full_name as string
    this.email = row.email as string
    this.registrationDate = row.registration_date as Date
    this.roles = (row.roles as string[] | null) ?? []
    this.pictureId = optionalId(row.picture_id)
    this.apiToken = (row.api_token as string | null) ?? undefined
  }
}

const valuesOf = (user: UserData) => [
  user.id,
  user.username,
  user.fullName,
  user.email,
  user.registrationDate,
  user.roles,
  user.pictureId,
  user.apiToken,
]

export function userOperations(client: BareClient, keyspace: string): UserOperations {
  const insert = insertInto(keyspace, usersTable)
  const insertNew = `${insert} IF NOT EXISTS`
  const get = selectFrom(keyspace, usersTable, 'id = ?')
  const updateRoles = `UPDATE ${keyspace}.users SET roles = ? WHERE id = ?`
  const getUser = async (id: string) => firstOf(User, await client.execute(get, [id], idempotent))
  return {
    insertUser: (user) => client.execute(insert, valuesOf(user), idempotent),
    getUser,
    async getOrCreateUser(user) {
      const found = await getUser(user.id)
      if (found !== null) return found
      const result = await client.execute(insertNew, valuesOf(user), notIdempotent)
      return result.wasApplied() ? user : new User(result.first())
    },
    async changeRoles(id, change) {
      const found = await getUser(id)
      if (found !== null) await client.execute(updateRoles, [change(found.roles), id], idempotent)
    },
  }
}
