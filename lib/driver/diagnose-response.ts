import type { errors } from 'cassandra-driver'
import type { ReplicaAnswers } from '../errors/execution-error.js'
import { consistencyName } from './consistency.js'
import type { Diagnosis } from './diagnosis.js'
import { readBack } from './diagnosis.js'
import { withoutValues } from './without-values.js'

/** Protocol code of an answer to a statement that the node does not know, and could not prepare again. */
export const unprepared = 0x2500

/** What the driver reads of an error besides code and message; which of it is there depends on the code. */
interface ServerAnswer extends errors.ResponseError {
  readonly coordinator?: string
  readonly consistencies?: number
  readonly required?: number
  readonly alive?: number
  readonly received?: number
  readonly blockFor?: number
  readonly failures?: number
  readonly isDataPresent?: number
  readonly writeType?: string
  readonly keyspace?: string
  readonly functionName?: string
  readonly table?: string
}

type Finding = Omit<Diagnosis, 'serverCode' | 'coordinator' | 'writeType'>

/**
 * One entry a code of the native protocol, version 4 and what later ones add. `unknown` where some replica may have taken a
 * write: timeouts and failures of writes, errors inside the server. All else was refused before anything was written.
 */
const findings: Readonly<Record<number, (answer: ServerAnswer) => Finding>> = {
  0x0000: (answer) => ({ ...said(answer, 'E_SERVER'), outcome: 'unknown', hint: readBack }),
  0x000a: (answer) => said(answer, 'E_PROTOCOL'),
  0x0100: (answer) => said(answer, 'E_AUTHENTICATION'),
  0x1000: (answer) => ({
    sentence: `too few replicas are alive: ${needs(answer, answer.required)}, ${answer.alive} ${isOrAre(answer.alive)} alive${through(answer)}.`,
    code: 'E_UNAVAILABLE',
    outcome: 'rejected',
    hint: 'Nothing was asked of any replica: try again when nodes are back, or at a lower consistency.',
    replicas: replicasOf(answer, answer.required, answer.alive),
  }),
  0x1001: (answer) => ({
    ...said(answer, 'E_SERVER_OVERLOADED'),
    sentence: `the node is overloaded and took no more work${through(answer)}.`,
    hint: 'Send less at once: lower maxInFlight, or wait before trying again.',
  }),
  0x1002: (answer) => ({
    ...said(answer, 'E_BOOTSTRAPPING'),
    sentence: `the node is still joining the cluster and takes no statements yet${through(answer)}.`,
  }),
  0x1003: (answer) => ({
    ...said(answer, 'E_TRUNCATE'),
    outcome: 'unknown',
    hint: 'Some nodes may have emptied the table: all of them must be up for clear().',
  }),
  0x1100: (answer) => ({
    sentence: `the write timed out: ${answers(answer)}${through(answer)}.`,
    code: 'E_WRITE_TIMEOUT',
    outcome: 'unknown',
    hint: readBack,
    replicas: replicasOf(answer, answer.blockFor, answer.received),
  }),
  0x1200: (answer) => ({
    sentence: `the read timed out: ${answers(answer)}${noData(answer)}${through(answer)}.`,
    code: 'E_READ_TIMEOUT',
    outcome: 'rejected',
    hint: 'Nothing was changed; ask for less at once, or try again.',
    replicas: replicasOf(answer, answer.blockFor, answer.received),
  }),
  0x1300: (answer) => ({
    sentence: `the read failed: ${answers(answer)}${failed(answer)}${through(answer)}.`,
    code: 'E_READ_FAILURE',
    outcome: 'rejected',
    hint: 'The log of the failing node says why: too many tombstones, or an index that is not built yet.',
    replicas: replicasOf(answer, answer.blockFor, answer.received),
  }),
  0x1400: (answer) => ({
    ...said(answer, 'E_FUNCTION'),
    sentence: `the function ${answer.keyspace}.${answer.functionName} failed: ${asSentence(withoutValues(answer.message))}`,
  }),
  0x1500: (answer) => ({
    sentence: `the write failed: ${answers(answer)}${failed(answer)}${through(answer)}.`,
    code: 'E_WRITE_FAILURE',
    outcome: 'unknown',
    hint: readBack,
    replicas: replicasOf(answer, answer.blockFor, answer.received),
  }),
  0x1600: (answer) => ({ ...said(answer, 'E_CDC_WRITE_FAILURE'), outcome: 'unknown', hint: readBack }),
  0x1700: (answer) => ({ ...said(answer, 'E_CAS_UNKNOWN'), outcome: 'unknown', hint: readBack }),
  0x2000: (answer) => ({ ...said(answer, 'E_SYNTAX'), hint: 'Line and column are those of error.cql.' }),
  0x2100: (answer) => ({ ...said(answer, 'E_UNAUTHORIZED'), hint: permissionHint(answer.message) }),
  0x2200: (answer) => diagnoseInvalid(answer),
  0x2300: (answer) => said(answer, 'E_CONFIG'),
  0x2400: (answer) => ({
    ...said(answer, 'E_ALREADY_EXISTS'),
    sentence: `the ${answer.table === undefined ? `keyspace ${answer.keyspace}` : `table or type ${answer.keyspace}.${answer.table}`} exists already.`,
  }),
  [unprepared]: () => ({
    sentence: 'the server no longer accepts this statement: a table or column it names was dropped or renamed.',
    code: 'E_SCHEMA_CHANGED',
    outcome: 'rejected',
    hint: schemaHint,
  }),
}

const schemaHint = "Compare entities and live schema with synchronize: 'verify'."

/** What the answer of a server means. */
export function diagnoseResponse(error: errors.ResponseError): Diagnosis {
  const answer = error as ServerAnswer
  const finding = findings[answer.code]?.(answer) ?? said(answer, 'E_QUERY')
  const { code: serverCode, coordinator, writeType } = answer
  return { ...finding, serverCode, coordinator, writeType }
}

function said({ message }: ServerAnswer, code: string): Finding {
  return { sentence: `the server answered: ${asSentence(withoutValues(message))}`, code, outcome: 'rejected' }
}

/** Some messages of the server end with a full stop, most do not. */
function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** Texts of 0x2200 that mean something else than a mistake in the statement. */
const invalids: readonly (readonly [pattern: RegExp, code: string, hint: string])[] = [
  [
    /^Batch too large/,
    'E_BATCH_TOO_LARGE',
    'Split it: the server limits batches of several partitions (batch_size_fail_threshold).',
  ],
  [/oversized mutation|Request is too big/, 'E_TOO_LARGE', 'Write fewer or smaller values at once.'],
  [/^Prepared statement of size/, 'E_TOO_LARGE', 'Bind values instead of writing them into the text.'],
  [
    /^Undefined column name|^Unknown identifier|^unconfigured table|^(?:table|keyspace) .* does not exist|^Table .* (?:does not exist|not found)|^Keyspace .* does not exist/i,
    'E_SCHEMA_CHANGED',
    schemaHint,
  ],
  [/^No keyspace has been specified/, 'E_NO_KEYSPACE', 'Write the keyspace before the table: the connection has none.'],
]

function diagnoseInvalid(answer: ServerAnswer): Finding {
  const [, code, hint] = invalids.find(([pattern]) => pattern.test(answer.message)) ?? []
  return { ...said(answer, code ?? 'E_QUERY'), hint }
}

/** `User u has no SELECT permission on <table ks.t> or any of its parents` → what to grant. */
function permissionHint(message: string): string | undefined {
  const [, role, permission, resource] = /^User (\S+) has no (\w+) permission on <(.+?)>/.exec(message) ?? []
  return permission === undefined ? undefined : `Grant it: GRANT ${permission} ON ${resource} TO ${role}.`
}

function needs({ consistencies }: ServerAnswer, required: number | undefined): string {
  return `${consistencyName(consistencies)} needs ${required}`
}

function answers(answer: ServerAnswer): string {
  return `${answer.received} of ${answer.blockFor} replicas answered that ${consistencyName(answer.consistencies)} needs`
}

function failed({ failures }: ServerAnswer): string {
  return failures === undefined ? '' : `, ${failures} failed`
}

function noData({ received = 0, blockFor = 0, isDataPresent }: ServerAnswer): string {
  return received >= blockFor && isDataPresent === 0 ? ', but not the one that was asked for the data' : ''
}

function through({ coordinator }: ServerAnswer): string {
  return coordinator === undefined ? '' : ` (asked through ${coordinator})`
}

function isOrAre(count: number | undefined): string {
  return count === 1 ? 'is' : 'are'
}

function replicasOf(answer: ServerAnswer, required = 0, answered = 0): ReplicaAnswers {
  const { consistencies, failures, isDataPresent } = answer
  return {
    consistency: consistencyName(consistencies),
    required,
    answered,
    ...(failures !== undefined && { failed: failures }),
    ...(isDataPresent !== undefined && { isDataPresent: isDataPresent !== 0 }),
  }
}
