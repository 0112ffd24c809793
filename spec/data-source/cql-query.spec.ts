import { CqlQuery } from '../../lib/data-source/cql-query.js'

function queryOver(run: () => Promise<object[]>) {
  const sent: string[] = []
  const query = new CqlQuery<{ a: number }>({ cql: ' SELECT 1 ', values: [] }, ({ cql }) => {
    sent.push(cql)
    return run()
  })
  return { sent, query }
}

const rows = () => Promise.resolve([{ a: 1 }])
const failure = new Error('no')
const fails = () => Promise.reject(failure)

describe('a template', () => {
  it('is sent when it is awaited, and once however often it is', async () => {
    const { sent, query } = queryOver(rows)
    expect(sent).toEqual([])
    expect(await query).toEqual([{ a: 1 }])
    expect(await Promise.all([query, query.then((all) => all.length)])).toEqual([[{ a: 1 }], 1])
    expect(sent).toEqual(['SELECT 1'])
  })

  it('has catch() and finally(), as promises have', async () => {
    const { sent, query } = queryOver(fails)
    const done = jest.fn()
    expect(await query.catch((error: unknown) => error)).toBe(failure)
    await expect(query.finally(done)).rejects.toBe(failure)
    await expect(query).rejects.toBe(failure)
    expect(done).toHaveBeenCalledTimes(1)
    expect(sent).toHaveLength(1)
    expect(await queryOver(rows).query.finally(done)).toEqual([{ a: 1 }])
    expect(await queryOver(rows).query.catch(() => 'never')).toEqual([{ a: 1 }])
  })

  it('is sent each time by execute(), and is another one with options', async () => {
    const { sent, query } = queryOver(rows)
    await query
    await query.execute()
    await query.with({ consistency: 'ONE' })
    expect(sent).toHaveLength(3)
  })

  it('may stand where a promise is expected', () => {
    const promise: Promise<{ a: number }[]> = queryOver(rows).query
    expect(Object.prototype.toString.call(promise)).toBe('[object CqlQuery]')
  })
})
