import { isCassiformError } from 'cassiform'
import type { CassiformError } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Parcel } from './parcel.js'

/** Every failure says what became of the statement, and whether it makes sense to send it again. */
export const outcomes: Question = {
  text: 'What became of it?',
  columns: ['outcome', 'code', 'message'],
  async answer(db) {
    const parcels = db.getRepository(Parcel)
    const where = { depot: 'Hull' }
    const controller = new AbortController()
    const { signal } = controller
    const failures = [
      () => db.cql`SELECT number FROM ${Parcel} WHERE depot = ${'Hull'} AND number = ${'2'}`,
      () => parcels.find({ where, timeoutMs: -1 }),
      () => parcels.find({ where, consistency: 'THREE' }),
      () => db.cql`SELECT colour FROM ${Parcel}`,
      () => {
        const reading = parcels.find({ where, signal })
        controller.abort()
        return reading
      },
    ]
    const rows: string[][] = []
    for (const fail of failures) {
      const { outcome, code, message } = await errorOf(fail)
      rows.push([outcome ?? '–', code, message.replace(/ \(asked through [\d.:]+\)/, '')])
    }
    return rows
  },
}

async function errorOf(call: () => PromiseLike<unknown>): Promise<CassiformError> {
  try {
    await call()
  } catch (error) {
    if (isCassiformError(error)) return error
    throw error
  }
  throw new Error('It succeeded.')
}
