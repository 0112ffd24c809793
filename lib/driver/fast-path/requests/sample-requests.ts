import { types } from 'cassandra-driver'
import type { BatchRequest, BatchRequestClass, ExecuteRequest, ExecuteRequestClass } from '../driver-internals.js'
import { Uuid } from '../../value-classes.js'

const { dataTypes } = types

const id = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const listOf = (code: number) => ({ code: dataTypes.list, info: { code } })
const mapOf = { code: dataTypes.map, info: [{ code: dataTypes.text }, { code: dataTypes.int }] }

/** Values of each type that is written here, the first and the last where there are such, and of some that are not. */
const cells: readonly (readonly [type: { readonly code: number; readonly info?: unknown }, ...values: unknown[]])[] = [
  [{ code: dataTypes.ascii }, 'a'],
  [{ code: dataTypes.bigint }, -(2n ** 63n), 2n ** 63n - 1n],
  [{ code: dataTypes.blob }, Buffer.from([0, 255])],
  [{ code: dataTypes.boolean }, true, false],
  [{ code: dataTypes.counter }, -(2n ** 63n), 2n ** 63n - 1n],
  [{ code: dataTypes.double }, Math.PI, -0, NaN],
  [{ code: dataTypes.float }, -1.5, -0, NaN],
  [{ code: dataTypes.int }, -(2 ** 31), 2 ** 31 - 1],
  [{ code: dataTypes.smallint }, -(2 ** 15), 2 ** 15 - 1],
  [{ code: dataTypes.text }, '', 'short', 'longer than what is written by hand', 'ä𝄞\ud800'],
  [{ code: dataTypes.timestamp }, new Date(-8.64e15), new Date(-1), new Date(8.64e15)],
  [{ code: dataTypes.timeuuid }, new Uuid(id)],
  [{ code: dataTypes.tinyint }, -(2 ** 7), 2 ** 7 - 1],
  [{ code: dataTypes.uuid }, new Uuid(id)],
  [{ code: dataTypes.varchar }, 'ü'],
  [{ code: dataTypes.varint }, 10n ** 20n],
  [listOf(dataTypes.text), ['a', ''], []],
  [{ code: dataTypes.list, info: listOf(dataTypes.int) }, [[1, 2], [3]]],
  [{ code: dataTypes.set, info: { code: dataTypes.uuid } }, new Set([new Uuid(id)])],
  [mapOf, new Map([['a', 1]]), new Map()],
  [{ code: dataTypes.int }, null, undefined, types.unset],
]

const meta = { columns: cells.flatMap(([type, ...values]) => values.map(() => ({ name: 'c', type }))) }
const params = cells.flatMap(([, ...values]) => values)

/** What a request may say besides its values. */
interface Extras {
  readonly serialConsistency?: number
  readonly fetchSize?: number
  readonly pageState?: Buffer
  readonly timestamp?: types.Long
  readonly isTraced?: boolean
  readonly kind?: 'logged' | 'unlogged' | 'counter'
}

const extras: readonly Extras[] = [
  { kind: 'logged' },
  { kind: 'unlogged', fetchSize: 5000 },
  {
    serialConsistency: 9,
    fetchSize: 70_000,
    pageState: id,
    timestamp: types.Long.fromString('-1700000000000000'),
    isTraced: true,
    kind: 'counter',
  },
]

function optionsWith({ serialConsistency, fetchSize, pageState, timestamp, isTraced = false, kind }: Extras) {
  return {
    getConsistency: () => 6,
    getSerialConsistency: () => serialConsistency,
    getCustomPayload: () => undefined,
    getFetchSize: () => fetchSize,
    getPageState: () => pageState,
    getKeyspace: () => 'keyspace',
    getHints: () => undefined,
    getOrGenerateTimestamp: () => timestamp ?? null,
    isQueryTracing: () => isTraced,
    isBatchCounter: () => kind === 'counter',
    isBatchLogged: () => kind === 'logged',
  }
}

/** EXECUTE messages with values and without, and one that a retry sends with another consistency level. */
export function executeSamples(Request: ExecuteRequestClass): ExecuteRequest[] {
  return extras.flatMap((extra) => [
    new Request('', id, params, optionsWith(extra), meta),
    new Request('', id, [], optionsWith(extra), { columns: [] }),
    Object.assign(new Request('', id, [], optionsWith(extra), { columns: [] }), { consistency: 1 }),
  ])
}

/** BATCH messages of two members. */
export function batchSamples(Request: BatchRequestClass): BatchRequest[] {
  const members = [
    { query: '', queryId: id, params, meta },
    { query: '', queryId: id.subarray(0, 4), params: [], meta: { columns: [] } },
  ]
  return extras.map((extra) => new Request(members, optionsWith(extra)))
}
