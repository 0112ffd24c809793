import { errors } from 'cassandra-driver'
import { RawExecutor } from '../../../lib/execution/raw/raw-executor.js'
import { errorOf } from '../../support/error-of.js'
import { FakeDriver } from '../../support/fake-driver.js'
import type { Answer } from '../../support/fake-driver.js'

const missing = () => new errors.ResponseError(0x2200, 'table typo does not exist')
const query = (answer: Answer, cql: string) =>
  errorOf(() => new RawExecutor(new FakeDriver(answer), {}, () => {}).query({ cql, params: [] }, {}, {} as never))

describe('a name that the server does not know', () => {
  const mistake =
    'the server answered: table typo does not exist. Check the names in the statement: the server knows no such object.'

  it('is a mistake in a statement that no server ever accepted', async () => {
    const refused = await query(() => {
      throw missing()
    }, 'SELECT * FROM ks.typo')
    expect(refused).toMatchObject({ code: 'E_QUERY', outcome: 'rejected', cql: 'SELECT * FROM ks.typo' })
    expect(refused.message).toBe(mistake)
  })

  it('is one in a statement that is not prepared', async () => {
    const refused = await query(() => {
      throw missing()
    }, 'ALTER TABLE ks.typo ADD a int')
    expect(refused).toMatchObject({ code: 'E_QUERY', outcome: 'rejected' })
    expect(refused.message).toBe(mistake)
  })

  it('is one in a member of a batch', async () => {
    const raw = new RawExecutor(
      new FakeDriver(() => {
        throw missing()
      }),
      {},
      () => {},
    )
    const refused = await errorOf(() => raw.bind({ cql: 'DELETE FROM ks.typo WHERE a = 1', params: [] }, {}))
    expect(refused.message).toBe(mistake)
  })

  it('was dropped where the statement had been accepted before', async () => {
    const dropped = await query(({ options }) => {
      if (options.prepareOnly === true) return { columns: [] }
      throw missing()
    }, 'SELECT * FROM ks.typo')
    expect(dropped).toMatchObject({ code: 'E_SCHEMA_CHANGED', outcome: 'rejected' })
  })
})
