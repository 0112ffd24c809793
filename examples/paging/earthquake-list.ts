import { isCassiformError } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Earthquake } from '../quickstart/earthquake.js'

/** What an HTTP server would answer. */
export interface Response {
  readonly status: number
  readonly body: { readonly items?: readonly Listed[]; readonly next?: string; readonly error?: string }
}

interface Listed {
  readonly at: string
  readonly magnitude: number
  readonly place: string
}

/**
 * `GET /days/2018-02-06/earthquakes?page=…`: the earthquakes of a day, fifty at a time, and the URL of the next fifty. The
 * token comes from outside and is given on as it is: one that was not made for this day is refused before the database
 * sees it, and is the fault of who sent it.
 */
export async function listEarthquakes(db: DataSource, path: string): Promise<Response> {
  const { pathname, searchParams } = new URL(path, 'http://quakes.example')
  const day = pathname.split('/')[2]!
  try {
    const { items, nextPage } = await db.getRepository(Earthquake).findPage({
      where: { day },
      select: ['occurredAt', 'magnitude', 'place'],
      pageSize: 50,
      page: searchParams.get('page') ?? undefined,
    })
    const listed = items.map(({ occurredAt, magnitude, place }) => ({ at: occurredAt.toISOString(), magnitude, place }))
    const next = nextPage === undefined ? {} : { next: `${pathname}?page=${nextPage}` }
    return { status: 200, body: { items: listed, ...next } }
  } catch (error) {
    if (!isCassiformError(error) || error.code !== 'E_PAGE_TOKEN') throw error
    return { status: 400, body: { error: error.code } }
  }
}
