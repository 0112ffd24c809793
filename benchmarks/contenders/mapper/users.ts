import type { Client } from 'cassandra-driver'
import type { UserOperations } from '../../operations/users.js'
import type { UserData } from '../../tables/users.js'
import { id, list, mapTable, optional } from './model.js'

class User {}

const columns = {
  id: id('id'),
  roles: list('roles'),
  picture_id: id('pictureId'),
  api_token: optional('apiToken'),
}

export function userOperations(client: Client, keyspace: string): UserOperations {
  const { model } = mapTable<UserData>(client, keyspace, 'users', User, columns)
  const getUser = (key: string) => model.get({ id: key })
  return {
    insertUser: (user) => model.insert(user),
    getUser,
    async getOrCreateUser(user) {
      const found = await getUser(user.id)
      if (found !== null) return found
      const result = await model.insert(user, { ifNotExists: true })
      return result.wasApplied() ? user : result.first()!
    },
    async changeRoles(key, change) {
      const user = await getUser(key)
      if (user !== null) await model.update({ id: key, roles: change(user.roles) })
    },
  }
}
