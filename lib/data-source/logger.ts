/**
 * What may be written to the log. `query`: every statement; `slow`: those over `slowQueryMs`; `trace`: the id of a trace that a
 * call asked for; never a bound value.
 */
export type LogTopic = 'schema' | 'warn' | 'error' | 'slow' | 'query' | 'trace'

/** Where log lines go; `console` fits. */
export interface Logger {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** Writes lines of the wanted topics to a logger. */
export class TopicLog {
  readonly #topics: ReadonlySet<LogTopic>
  readonly #logger: Logger

  constructor(topics: readonly LogTopic[], logger: Logger) {
    this.#topics = new Set(topics)
    this.#logger = logger
  }

  has(topic: LogTopic): boolean {
    return this.#topics.has(topic)
  }

  write(topic: LogTopic, message: string): void {
    if (!this.has(topic)) return
    const line = `[cassiform] ${message}`
    if (topic === 'error') this.#logger.error(line)
    else if (topic === 'warn' || topic === 'slow') this.#logger.warn(line)
    else this.#logger.info(line)
  }
}
