import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import { OptionError } from '../errors/option-error.js'
import type { Door } from '../execution/dispatcher.js'
import { checkOptionNames } from '../execution/options.js'
import type { TableModel } from '../model/table-model.js'
import { dropKeyspace } from '../schema/drop-keyspace.js'
import { refuseMissingFields } from '../schema/compare/refuse-missing-fields.js'
import { forgetSchemas, oncePerSchema, schemaKey } from '../schema/known-schema.js'
import { synchroniseSchema } from '../schema/synchronise.js'
import type { SynchroniseMode, SynchroniseOptions, SynchroniseResult } from '../schema/synchronise-options.js'

/** What `drop` takes. */
export interface DropOptions {
  readonly keyspace: string
  /** The same name again. */
  readonly confirm: string
  /** Drops although nodes are down: one that comes back may bring tables back, under the ids that new ones get. */
  readonly allowNodesDown?: boolean | undefined
}

const dropOptionNames: readonly string[] = ['keyspace', 'confirm', 'allowNodesDown'] satisfies (keyof DropOptions)[]

/**
 * Schema work by hand, on a connected data source: `db.schema`. What was begun is ended before `destroy` closes the
 * connections; where there are none, everything rejects with `ConnectionError` (`E_NOT_CONNECTED`).
 */
export class SchemaControl {
  constructor(
    private readonly driver: Door,
    private readonly models: () => Iterable<TableModel>,
    private readonly options: Omit<SynchroniseOptions, 'mode'>,
  ) {}

  /** What `sync` would do, as data; logs the CQL and changes nothing. */
  plan(): Promise<SynchroniseResult> {
    return this.run('plan')
  }

  /** Rejects with `SchemaError` (`E_SCHEMA_DRIFT`) if anything would have to be done; changes nothing. */
  check(): Promise<SynchroniseResult> {
    return this.run('verify')
  }

  /** Creates and adds what is missing; never drops. Rejects with `SchemaError` before it sends anything forbidden. */
  sync(): Promise<SynchroniseResult> {
    return this.run('additive')
  }

  /**
   * Drops a keyspace and everything in it. `confirm` repeats the name, so that no variable does it by accident. Rejects before
   * anything is sent while nodes are down (`E_SCHEMA_NODES_DOWN`, unless `allowNodesDown`) or do not agree on the schema.
   */
  async drop(given: DropOptions): Promise<void> {
    checkOptionNames(undefined, 'drop', given, dropOptionNames)
    const { keyspace, confirm, allowNodesDown } = given
    if (typeof keyspace !== 'string' || confirm !== keyspace) {
      throw new OptionError('drop() needs the name of the keyspace twice.', {
        hint: 'Write db.schema.drop({ keyspace, confirm: keyspace }).',
      })
    }
    const options = { ...this.options, allowNodesDown: allowNodesDown ?? false }
    await this.#inside(() => dropKeyspace(this.driver, keyspace, options)).finally(forgetSchemas)
  }

  /** One pass of schema sync in a mode. */
  run(mode: SynchroniseMode): Promise<SynchroniseResult> {
    return this.#inside(() => synchroniseSchema(this.driver, this.models(), { ...this.options, mode }))
  }

  /**
   * What has to hold before anything is written, when the data source starts; `mode` as configured, none for nothing but the
   * fields of user-defined types. What another data source of this process found so is not looked at again, except in mode
   * `plan`.
   */
  async start(mode?: SynchroniseMode): Promise<void> {
    const models = [...this.models()]
    if (mode === 'plan' || models.length === 0) return this.#look(mode)
    const asked = { ...this.options, mode, login: undefined, log: undefined }
    await oncePerSchema(schemaKey(this.driver.hosts(), models, asked), () => this.#look(mode))
  }

  async #look(mode: SynchroniseMode | undefined): Promise<void> {
    if (mode !== undefined) await this.run(mode)
    const isChecked = mode === 'verify' || mode === 'additive'
    const unchecked = [...this.models()].filter(({ synchronize }) => !isChecked || !synchronize)
    await translated(() => refuseMissingFields(this.driver, unchecked))
  }

  /** The connections stay open until the work ends, and the lease is given back over them. */
  async #inside<T>(work: () => Promise<T>): Promise<T> {
    this.driver.enter()
    try {
      return await translated(work)
    } finally {
      this.driver.leave()
    }
  }
}

/** Errors of driver and server, a missing permission for one, as errors of this library. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isCassiformError(error) ? error : translateError(error, { cql: queryOf(error) })
  }
}

/** The driver puts the text of the failed statement on its errors. */
function queryOf(error: unknown): string {
  const { query } = (error ?? {}) as { query?: unknown }
  return typeof query === 'string' ? query : ''
}
