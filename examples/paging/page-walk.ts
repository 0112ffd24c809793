import type { Question } from '../quickstart/question.js'
import { listEarthquakes } from './earthquake-list.js'

const list = '/days/2018-02-06/earthquakes'

/** A client that knows nothing of Cassandra: it follows `next` until there is none. */
export const pageWalk: Question = {
  text: 'A client follows the pages of a day to the end.',
  columns: ['request', 'status', 'items', 'from', 'to'],
  async answer(db) {
    const rows: (string | number)[][] = []
    for (let path: string | undefined = list; path !== undefined;) {
      const { status, body } = await listEarthquakes(db, path)
      const { items = [] } = body
      rows.push([shorten(path), status, items.length, clock(items.at(0)?.at), clock(items.at(-1)?.at)])
      path = body.next
    }
    return rows
  },
}

/**
 * The server itself would take nearly all of these, and answer rows of the wrong place, or of another day. None of them
 * reaches it: the one statement below is the page from which the token was taken.
 */
export const forgedTokens: Question = {
  text: 'Another client tries tokens of its own making.',
  columns: ['request', 'status', 'answer'],
  async answer(db) {
    const { body } = await listEarthquakes(db, list)
    const page = body.next!.split('page=')[1]!
    const tries = [
      ['the token of another day', `/days/2018-02-05/earthquakes?page=${page}`],
      ['one bit flipped', `${list}?page=${flipOneBit(page)}`],
      ['cut short', `${list}?page=${page.slice(0, -4)}`],
      ['a page state made by hand', `${list}?page=${Buffer.from('00046d61676e', 'hex').toString('base64url')}`],
      ['a page number', `${list}?page=2`],
    ] as const
    const answers = tries.map(async ([name, path]) => {
      const { status, body } = await listEarthquakes(db, path)
      return [name, status, body.error ?? `${body.items?.length} items`] as const
    })
    return Promise.all(answers)
  },
}

function flipOneBit(token: string): string {
  const bytes = Buffer.from(token, 'base64url')
  bytes[20]! ^= 1
  return bytes.toString('base64url')
}

function shorten(path: string): string {
  return path.length > 48 ? `${path.slice(0, 47)}…` : path
}

function clock(moment: string | undefined): string {
  return moment?.slice(11, 19) ?? '–'
}
