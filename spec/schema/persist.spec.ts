import { errors } from 'cassandra-driver'
import { SchemaError } from '../../lib/errors/schema-error.js'
import { persist } from '../../lib/schema/persist.js'
import type { SchemaEvent } from '../../lib/schema/schema-event.js'

const timedOut = () => new errors.OperationTimedOutError('The host a:9042 did not reply', 'a:9042')
const refused = () => new SchemaError('no.', { code: 'E_SCHEMA_REFUSED', outcome: 'not_sent' })

/** Fails once, then works. */
function once(failure: () => Error): () => Promise<number> {
  let attempts = 0
  return () => (attempts++ === 0 ? Promise.reject(failure()) : Promise.resolve(attempts))
}

describe('persist', () => {
  it('tries again after a failure that passes, and says so', async () => {
    const events: SchemaEvent[] = []
    const log = (event: SchemaEvent) => events.push(event)
    expect(await persist(performance.now() + 5000, log, once(timedOut))).toBe(2)
    expect(events).toEqual([{ stage: 'remark', message: 'looking again after E_TIMEOUT' }])
  })

  it('fails with what does not pass at once, and with what passes at the deadline', async () => {
    const later = performance.now() + 5000
    await expect(persist(later, () => {}, once(refused))).rejects.toThrow('no.')
    await expect(persist(performance.now() + 100, () => {}, once(timedOut))).rejects.toBeInstanceOf(
      errors.OperationTimedOutError,
    )
  })
})
