import { seededId, seededIds } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A user of a test tracker. */
export interface UserData {
  id: string
  username: string
  fullName: string
  email: string
  registrationDate: Date
  roles: string[]
  pictureId: string | undefined
  apiToken: string | undefined
}

/** A user who is there to be read. */
export const storedUser = seededId('7', 0)
/** Users whose roles change. */
export const changingUsers = seededIds('8', 100)

/** A user like any other. */
export function user(id: string): UserData {
  return {
    id,
    username: `user ${id}`,
    fullName: 'Ada Example',
    email: `${id}@example.com`,
    registrationDate: new Date(1_700_000_000_000),
    roles: ['ROLE_USER'],
    pictureId: undefined,
    apiToken: undefined,
  }
}

/** Gives a role to who lacks it and takes it from who has it: a change on every call. */
export function toggleManager(roles: readonly string[]): string[] {
  const others = roles.filter((role) => role !== 'ROLE_MANAGER')
  return others.length < roles.length ? others : [...others, 'ROLE_MANAGER']
}

export const usersTable: BenchmarkTable = {
  name: 'users',
  columns: {
    id: 'uuid',
    username: 'text',
    full_name: 'text',
    email: 'text',
    registration_date: 'timestamp',
    roles: 'list<text>',
    picture_id: 'uuid',
    api_token: 'text',
  },
  primaryKey: 'id',
  indexes: ['(username)', '(email)', '(api_token)'],
  rows: () => [storedUser, ...changingUsers].map((id) => valuesOf(user(id))),
}
