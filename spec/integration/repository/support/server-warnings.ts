import { CassandraDriver } from '../../../../lib/driver/cassandra-driver.js'
import type { DriverResult } from '../../../../lib/driver/driver.js'

type Execute = CassandraDriver['execute']

/** The warnings that servers give to the requests of `work`. */
export async function serverWarnings(work: () => Promise<unknown>): Promise<readonly string[]> {
  const results: DriverResult[] = []
  const execute = Object.getOwnPropertyDescriptor(CassandraDriver.prototype, 'execute')!.value as Execute
  const spy = jest.spyOn(CassandraDriver.prototype, 'execute').mockImplementation(async function (
    this: CassandraDriver,
    ...request
  ) {
    const result = await execute.apply(this, request)
    results.push(result)
    return result
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return results.flatMap(({ info }) => info?.warnings ?? [])
}
