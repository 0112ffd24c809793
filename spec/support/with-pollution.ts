/** Runs with a property that every object seems to have. */
export function withPollution<T>(name: string, value: unknown, run: () => T): T {
  const everyObject = Object.prototype as Record<string, unknown>
  everyObject[name] = value
  try {
    return run()
  } finally {
    delete everyObject[name]
  }
}
