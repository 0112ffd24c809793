import type { Client, Host } from 'cassandra-driver'
import type { ConnectionPool, Parser } from './driver-internals.js'
import { RequestTaker } from './requests/request-taker.js'
import { ColumnLists } from './results/column-lists.js'
import { parseResultBy } from './results/parse-result.js'
import { readsAlike } from './results/reads-alike.js'

/**
 * Lets a client of ours read results and write requests with less work than the driver takes: the columns of a response are
 * recognised by their bytes, rows are read by generated code, and a message is put together in one buffer. Nothing but
 * this client's own connections, and what is sent on them, is changed, and only where it gives the same (`readsAlike`, `writesAlike`); other
 * clients of the process, and other releases of the driver, go on as they are.
 *
 * Client CPU of a repository, as a ratio to hand-written code on the driver (`npm run bench`): a get by key with 64 in flight
 * 0.71, and 0.87 without; 10,000 rows in pages 0.65, and 0.97 without; bulk insert 0.82, and 1.11 where requests are
 * written by the driver.
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
  readonly #requests = new RequestTaker()
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
    for (const connection of connections) {
      const { parser, writeQueue, encoder } = connection
      if (isNew(parser, 'parseResult') && this.#mayTake(parser)) parser.parseResult = parseResultBy(this.#lists, parser)
      if (isNew(writeQueue, 'push') && encoder !== undefined) this.#requests.take(writeQueue, encoder)
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

/** A part of an open connection of which a method was not replaced yet. */
function isNew<Part extends object>(part: Part | undefined, method: keyof Part): part is Part {
  return part !== undefined && !Object.hasOwn(part, method)
}
