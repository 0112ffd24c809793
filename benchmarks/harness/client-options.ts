import { types } from 'cassandra-driver'

/** The encoding, the time limit and the consistency of a repository: what is decoded and awaited is the same on every side. */
export const clientOptions = {
  encoding: { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true },
  socketOptions: { readTimeout: 5000 },
  queryOptions: {
    consistency: types.consistencies.localQuorum,
    serialConsistency: types.consistencies.serial,
  },
}
