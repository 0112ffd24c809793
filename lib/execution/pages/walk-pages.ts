/** What a request answered, and the request that goes on behind it; none where the end is reached. */
export interface Step<Request, Page> {
  readonly page: Page
  readonly next: Request | undefined
}

/**
 * Pages of several walks at once, in the order in which they come: `lanes` requests are under way while there are any
 * left, and each page that is taken starts one more. So at most `lanes` pages wait for a slow consumer beside the one it
 * has. Whoever leaves, and whoever is told of a failure, leaves no request behind: it ends when all are answered.
 */
export async function* walkPages<Request extends object, Page>(
  walks: Iterable<Request>,
  lanes: number,
  send: (request: Request) => Promise<Step<Request, Page>>,
): AsyncGenerator<Page, void, undefined> {
  const waiting = walks[Symbol.iterator]()
  const underWay = new Map<number, Promise<{ readonly lane: number; readonly step: Step<Request, Page> }>>()
  const start = (lane: number, request: Request | undefined): void => {
    if (request === undefined) return
    const answer = send(request).then((step) => ({ lane, step }))
    // The consumer may hold a page when it fails: he is told with the next one he asks for.
    answer.catch(() => {})
    underWay.set(lane, answer)
  }
  try {
    for (let lane = 0; lane < lanes; lane++) start(lane, takeOne(waiting))
    while (underWay.size > 0) {
      const { lane, step } = await Promise.race(underWay.values())
      underWay.delete(lane)
      start(lane, step.next ?? takeOne(waiting))
      yield step.page
    }
  } finally {
    await Promise.allSettled(underWay.values())
  }
}

function takeOne<T>(items: Iterator<T, unknown>): T | undefined {
  const taken = items.next()
  return taken.done === true ? undefined : taken.value
}
