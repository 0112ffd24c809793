import type { UserData } from '../tables/users.js'

/** Users of a test tracker. */
export interface UserOperations {
  insertUser(user: UserData): Promise<unknown>
  getUser(id: string): Promise<UserData | null>
  /** The user of the same id, who is created if there is none. */
  getOrCreateUser(user: UserData): Promise<UserData>
  /** Reads a user, changes the list of roles and stores it: what is sent is the list. */
  changeRoles(id: string, change: (roles: readonly string[]) => string[]): Promise<unknown>
}
