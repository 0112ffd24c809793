import type { KEY } from '../../../lib/index.js'
import type { UserOperations } from '../../operations/users.js'
import type { UserData } from '../../tables/users.js'
import type { Package, Topic } from './topic.js'

export function userTopic({ Table, PartitionKey, Column, Index }: Package): Topic<UserOperations> {
  @Table('users')
  class User implements UserData {
    declare readonly [KEY]?: { partition: ['id']; indexed: ['username', 'email', 'apiToken'] }
    @PartitionKey('uuid') id!: string
    @Column('text') @Index() username!: string
    @Column('text') fullName!: string
    @Column('text') @Index() email!: string
    @Column('timestamp') registrationDate!: Date
    @Column('list<text>') roles!: string[]
    @Column('uuid') pictureId: string | undefined
    @Column('text') @Index() apiToken: string | undefined
  }

  return {
    entities: [User],
    operations(db) {
      const users = db.getRepository(User)
      return {
        insertUser: (user) => users.insert(user),
        getUser: (id) => users.findOneBy({ id }),
        getOrCreateUser: async ({ id, ...user }) => (await users.findOrCreate({ id }, user)).entity,
        async changeRoles(id, change) {
          const user = await users.findOneBy({ id })
          if (user === null) return
          user.roles = change(user.roles)
          await users.save(user)
        },
      }
    },
  }
}
