import { setTimeout as sleep } from 'node:timers/promises'
import { quoteIdentifier } from '../../../../lib/cql/identifier.js'
import { startCassandra } from '../../../../lib/testing/index.js'
import type { CassandraServer } from '../../../../lib/testing/index.js'
import { connect, run } from './database.js'
import type { RecordingDriver } from './database.js'

const password = 'secret'
const superuser = { username: 'cassandra', password: 'cassandra' }

/** Milliseconds a new server may take until it has its first role. */
const firstRoleMs = 60_000

/** A server of its own that asks for passwords and permissions unless settings say otherwise, and connections to it by role; gone after the tests. */
export class GuardedServer {
  #server: CassandraServer | undefined
  readonly #drivers = new Map<string, Promise<RecordingDriver>>()

  constructor(settings: Readonly<Record<string, unknown>> = {}) {
    beforeAll(async () => {
      this.#server = await startCassandra({ provider: 'jvm', log: false, yaml: { ...yaml, ...settings } })
      this.#drivers.set(superuser.username, this.#firstLogin())
      await this.admin()
    })
    afterAll(async () => {
      await Promise.allSettled([...this.#drivers.values()].map(async (driver) => (await driver).shutdown()))
      await this.#server?.stop()
    })
  }

  /** What a data source needs to log in. */
  reach(role: string) {
    const { contactPoints, localDataCenter } = this.#server!
    const credentials = role === superuser.username ? superuser : { username: role, password }
    return { contactPoints, localDataCenter, credentials }
  }

  admin(): Promise<RecordingDriver> {
    return this.as(superuser.username)
  }

  /** Connections of a role, the same ones each time. */
  as(role: string): Promise<RecordingDriver> {
    const driver = this.#drivers.get(role) ?? connect(this.reach(role))
    this.#drivers.set(role, driver)
    return driver
  }

  /** Statements of the superuser. */
  async run(...statements: readonly string[]): Promise<void> {
    for (const cql of statements) await run(await this.admin(), cql)
  }

  /** A role without any permission. */
  createRole(name: string): Promise<void> {
    return this.run(`CREATE ROLE ${quoteIdentifier(name)} WITH PASSWORD = '${password}' AND LOGIN = true`)
  }

  async #firstLogin(): Promise<RecordingDriver> {
    const deadline = performance.now() + firstRoleMs
    for (;;) {
      try {
        return await connect(this.reach(superuser.username))
      } catch (error) {
        if (performance.now() > deadline) throw error
        await sleep(200)
      }
    }
  }
}

/** Permissions that are granted hold at once: a server keeps what it knows of them for two seconds otherwise. */
const yaml = {
  authenticator: 'PasswordAuthenticator',
  authorizer: 'CassandraAuthorizer',
  role_manager: 'CassandraRoleManager',
  permissions_validity: '0ms',
  roles_validity: '0ms',
}
