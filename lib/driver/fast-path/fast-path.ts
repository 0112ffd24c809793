import type { Client, Host } from 'cassandra-driver'
import { ColumnLists } from './column-lists.js'
import type { ConnectionPool, Parser } from './driver-internals.js'
import { parseResultBy } from './parse-result.js'
import { readsAlike } from './reads-alike.js'

/**
 * Lets a client of ours read results with less work than the driver takes: the columns of a response are recognised by
 * their bytes, and rows are read by generated code. Nothing but the parsers of this client's own connections is changed, and
 * only where they give the same (`readsAlike`); other clients of the process, and other releases of the driver, go on as they are.
 *
 * Client CPU of a repository, as a ratio to hand-written code on the driver (`npm run bench`, one round): a get by key with
 * 64 in flight 0.71, and 0.87 without; 10,000 rows in pages 0.65, and 0.97 without.
 */
export function takeFastPath(client: Client): void {
  const path = new FastPath()
  client.on('connected', () => {
    for (const host of client.hosts.values()) path.follow(host)
  })
  client.on('hostAdd', (host: Host) => path.follow(host))
}

/** The connections of one client, and what they have seen. */
class FastPath {
  readonly #lists = new ColumnLists()
  readonly #followed = new WeakSet<object>()
  #isSafe: boolean | undefined

  /** Takes the connections to a node, those of today and those to come. */
  follow(host: object): void {
    const { pool } = host as { pool?: Partial<ConnectionPool> }
    if (!isPool(pool) || this.#followed.has(pool)) return
    this.#followed.add(pool)
    pool.on('open', () => this.#take(pool))
    this.#take(pool)
  }

  #take({ connections }: ConnectionPool): void {
    for (const { parser } of connections) {
      if (parser !== undefined && !Object.hasOwn(parser, 'parseResult') && this.#mayTake(parser)) {
        parser.parseResult = parseResultBy(this.#lists, parser)
      }
    }
  }

  /** One look is enough: all parsers of a client are made alike. */
  #mayTake(parser: Parser): boolean {
    this.#isSafe ??= readsAlike(parser)
    return this.#isSafe
  }
}

function isPool(pool: Partial<ConnectionPool> | undefined): pool is ConnectionPool {
  return Array.isArray(pool?.connections) && typeof pool.on === 'function'
}
