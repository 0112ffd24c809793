import { errors } from 'cassandra-driver'

/** Where messages of server and driver repeat a value, and what is left of them. Server texts of 4.1 and 5.0. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/Top keys are: .*$/s, 'Top keys are: (left out)'],
  // Invalid STRING constant (secret) for "b" of type int
  [/constant \(.*\) for /s, 'constant (left out) for '],
  // Unable to coerce 'secret' to a formatted date (long); unable to make int from 'secret'
  [/(coerce|from|parse) '.*'/gs, '$1 (left out)'],
  [/For input string: .*$/s, 'For input string: (left out)'],
  [/Invalid byte for ascii: .*$/s, 'Invalid byte for ascii: (left out)'],
  [/List index -?\d+ out of bound/, 'List index (left out) out of bound'],
  // Could not decode JSON string as a map: … (String was: {"a": "secret"})
  [/Could not decode JSON string.*$/s, 'Could not decode JSON string (the rest is left out)'],
  [/Error decoding JSON value for (.*?): .*$/s, 'Error decoding JSON value for $1 (the rest is left out)'],
  // The driver: Not a valid text value, expected String obtained 'secret'
  [/obtained .*$/s, 'obtained (left out)'],
  [/ Received .*$/s, ' Received (left out)'],
  [/Value: .*$/s, 'Value: (left out)'],
]

/**
 * A message of driver or server without the values that some of them repeat: a value has no business in a log. Syntax errors
 * keep the word they stopped at only if it is a sign (a text stands there without its quotes, like a name), and lose the piece
 * of the statement.
 */
export function withoutValues(message: string): string {
  const cleaned = patterns.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message)
  if (!/^line \d+:\d+ /.test(cleaned)) return cleaned
  return cleaned
    .replace(/ \([^()]*\[.*$/s, '')
    .replace(/'(.*?)'(?=[\s,)]|$)/gs, (quoted, word: string) => (isHarmless(word) ? quoted : '(left out)'))
}

function isHarmless(word: string): boolean {
  return /^(?:[^\w'"]|<EOF>|<=|>=|!=)$/.test(word)
}

/** The same error, and those inside it, without values; their stacks begin with the message. */
export function errorWithoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const inner = error instanceof errors.NoHostAvailableError ? cleanInner(error) : undefined
  const message = inner === undefined ? withoutValues(error.message) : 'All host(s) tried for query failed.'
  if (message === error.message) return error
  const copy = Object.create(Object.getPrototypeOf(error) as object, Object.getOwnPropertyDescriptors(error)) as Error
  return Object.assign(copy, { message, stack: error.stack?.replace(error.message, message), ...inner })
}

/** What each node said, cleaned; undefined where there was nothing to clean. The message repeats the first of them. */
function cleanInner({ innerErrors }: errors.NoHostAvailableError): { readonly innerErrors: object } | undefined {
  const entries = Object.entries((innerErrors as Record<string, unknown> | null) ?? {})
  const cleaned = entries.map(([address, one]) => [address, errorWithoutValues(one)] as const)
  if (cleaned.every(([, one], i) => one === entries[i]![1])) return undefined
  return { innerErrors: Object.fromEntries(cleaned) }
}
