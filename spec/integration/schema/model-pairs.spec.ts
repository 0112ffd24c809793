import fc from 'fast-check'
import { modelPairs } from '../../schema/support/pairs/arbitrary-pairs.js'
import { serverHas } from '../support/server-features.js'
import { connect } from './support/database.js'
import type { RecordingDriver } from './support/database.js'
import { checkPair } from './support/pairs/check-pair.js'

/** `CASSIFORM_MODEL_PAIRS=200` for the whole, `CASSIFORM_MODEL_SEED` for other pairs: a failure prints the seed. */
const pairs = Number(process.env.CASSIFORM_MODEL_PAIRS ?? 20)
const seed = Number(process.env.CASSIFORM_MODEL_SEED ?? 15)
/** Milliseconds, for a machine that does much else. */
const limit = Math.max(180_000, pairs * 9_000)

const features = { sai: serverHas('storage-attached indexes'), vectors: serverHas('vectors') }

let driver: RecordingDriver

beforeAll(async () => {
  driver = await connect()
})

afterAll(() => driver.shutdown())

it(
  `${pairs} pairs of models, the newer with more: the plan is what is sent, then there is nothing to do, and nothing is lost`,
  async () => {
    const plugins = [fc.interruptAfterTimeLimit(limit - 30_000, { failOnInterrupt: true })]
    await fc.assert(
      // A pair that fails is made smaller by trying some forty, of seconds each.
      fc.asyncProperty(fc.limitShrink(modelPairs(features), 40), (pair) => checkPair(pair, driver)),
      { seed, numRuns: pairs, plugins },
    )
  },
  limit,
)
