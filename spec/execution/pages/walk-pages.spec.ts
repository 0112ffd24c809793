import { setImmediate as tick } from 'node:timers/promises'
import { walkPages } from '../../../lib/execution/pages/walk-pages.js'
import type { Step } from '../../../lib/execution/pages/walk-pages.js'

interface Request {
  readonly walk: string
  readonly page: number
}

/** Walks of so many pages each, answered by hand in any order. */
function manual(pages: Readonly<Record<string, number>>) {
  const sent: string[] = []
  const answers = new Map<string, { answer: () => void; fail: () => void }>()
  const send = ({ walk, page }: Request) =>
    new Promise<Step<Request, string>>((resolve, reject) => {
      const name = `${walk}${page}`
      sent.push(name)
      const next = page + 1 < pages[walk]! ? { walk, page: page + 1 } : undefined
      answers.set(name, {
        answer: () => resolve({ page: name, next }),
        fail: () => reject(new Error(name)),
      })
    })
  const requests = Object.keys(pages).map((walk) => ({ walk, page: 0 }))
  return {
    sent,
    walk: (lanes: number) => walkPages(requests, lanes, send),
    answer: (name: string) => answers.get(name)!.answer(),
    fail: (name: string) => answers.get(name)!.fail(),
  }
}

/** Answers everything at once. */
const atOnce = ({ walk, page }: Request): Promise<Step<Request, string>> =>
  Promise.resolve({ page: `${walk}${page}`, next: page < 2 ? { walk, page: page + 1 } : undefined })

describe('a walk over pages', () => {
  it.each([1, 2, 3, 9])('gives every page once, those of a walk in their order, with %i lanes', async (lanes) => {
    const walks = ['a', 'b', 'c'].map((walk) => ({ walk, page: 0 }))
    const pages: string[] = []
    for await (const page of walkPages(walks, lanes, atOnce)) pages.push(page)
    expect(pages.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'c0', 'c1', 'c2'])
    for (const walk of 'abc')
      expect(pages.filter((page) => page.startsWith(walk)).join()).toBe(`${walk}0,${walk}1,${walk}2`)
  })

  it('of nothing is nothing', async () => {
    for await (const page of walkPages([], 4, atOnce)) throw new Error(page)
  })

  it('sends nothing before it is asked, and no more than its lanes', async () => {
    const { sent, walk, answer } = manual({ a: 3, b: 1, c: 1 })
    const pages = walk(2)
    await tick()
    expect(sent).toEqual([])
    const first = pages.next()
    await tick()
    expect(sent).toEqual(['a0', 'b0'])
    answer('b0')
    expect(await first).toEqual({ done: false, value: 'b0' })
    expect(sent).toEqual(['a0', 'b0', 'c0'])
    answer('a0')
    answer('c0')
    await tick()
    // Nobody asks: a page waits in each lane, and nothing more is sent.
    expect(sent).toEqual(['a0', 'b0', 'c0'])
    await pages.next()
    expect(sent).toEqual(['a0', 'b0', 'c0', 'a1'])
    answer('a1')
    await pages.return()
  })

  it('waits for what is under way when the consumer leaves, and sends nothing more', async () => {
    const { sent, walk, answer } = manual({ a: 5, b: 5 })
    const pages = walk(2)
    const first = pages.next()
    await tick()
    answer('a0')
    await first
    let hasLeft = false
    const leaving = pages.return().then(() => (hasLeft = true))
    await tick()
    expect([hasLeft, sent]).toEqual([false, ['a0', 'b0', 'a1']])
    answer('b0')
    answer('a1')
    await leaving
    expect(sent).toEqual(['a0', 'b0', 'a1'])
    expect(await pages.next()).toEqual({ done: true, value: undefined })
  })

  it('tells a failure, when the others are answered', async () => {
    const { sent, walk, answer, fail } = manual({ a: 5, b: 5 })
    const pages = walk(2)
    let told: unknown
    const first = pages.next().catch((error: unknown) => (told = error))
    await tick()
    fail('b0')
    await tick()
    expect(told).toBeUndefined()
    answer('a0')
    await first
    expect(told).toEqual(new Error('b0'))
    expect(sent).toEqual(['a0', 'b0'])
    expect(await pages.next()).toEqual({ done: true, value: undefined })
  })

  it('tells a failure behind a page with the next one asked for, and none is left unobserved', async () => {
    const unobserved: unknown[] = []
    const listener = (reason: unknown) => unobserved.push(reason)
    process.on('unhandledRejection', listener)
    const { walk, answer, fail } = manual({ a: 2, b: 2 })
    const pages = walk(2)
    const first = pages.next()
    await tick()
    answer('a0')
    expect((await first).value).toBe('a0')
    fail('a1')
    fail('b0')
    await tick()
    await expect(pages.next()).rejects.toThrow(/^(?:a1|b0)$/)
    await tick()
    process.off('unhandledRejection', listener)
    expect(unobserved).toEqual([])
  })
})
