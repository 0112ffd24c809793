import type { SchemaError } from '../../../../lib/errors/schema-error.js'
import type { TableModel } from '../../../../lib/model/table-model.js'
import { readSchema } from '../../../../lib/schema/live/read-schema.js'
import type { LiveKeyspace } from '../../../../lib/schema/live/live-schema.js'
import { synchroniseSchema } from '../../../../lib/schema/synchronise.js'
import type { SynchroniseOptions, SynchroniseResult } from '../../../../lib/schema/synchronise-options.js'
import { connect, createKeyspace, localDataCenter, run, uniqueKeyspace } from './database.js'
import type { RecordingDriver } from './database.js'

/** A connection and a keyspace of its own for the tests of one `describe`, both gone after them. */
export class SyncBench {
  readonly keyspace = uniqueKeyspace('Sync')
  #driver: RecordingDriver | undefined

  constructor() {
    beforeAll(async () => {
      this.#driver = await connect()
    })
    afterAll(async () => {
      await run(this.driver, `DROP KEYSPACE IF EXISTS "${this.keyspace}"`)
      await this.driver.shutdown()
    })
  }

  get driver(): RecordingDriver {
    return this.#driver!
  }

  /** One synchronisation of models, moved to the keyspace. */
  sync(models: readonly TableModel[], options: Partial<SynchroniseOptions> = {}): Promise<SynchroniseResult> {
    const { keyspace } = this
    const moved = models.map((model): TableModel => {
      const userTypes = model.userTypes.map((type) => ({ ...type, keyspace }))
      return { ...model, keyspace, qualifiedName: `"${keyspace}"."${model.table}"`, userTypes }
    })
    return synchroniseSchema(this.driver, moved, { mode: 'additive', createKeyspace, localDataCenter, ...options })
  }

  /** The statements a synchronisation sent, the keyspace by the name of `ks`, ids left out. */
  async ddl(models: readonly TableModel[], options: Partial<SynchroniseOptions> = {}): Promise<string[]> {
    const before = this.driver.ddl().length
    await this.sync(models, options)
    return this.driver
      .ddl()
      .slice(before)
      .map((cql) => this.named(cql).replace(/ WITH ID = \S+/, ''))
  }

  /** What a failed synchronisation says, and that it sent nothing. */
  async refusal(models: readonly TableModel[], options: Partial<SynchroniseOptions> = {}): Promise<string> {
    const before = this.driver.ddl().length
    const error = await this.sync(models, options).then(
      () => undefined,
      (reason: unknown) => reason as SchemaError,
    )
    expect(this.driver.ddl().slice(before)).toEqual([])
    return error === undefined ? 'no failure' : this.named(`${error.code} ${error.message}`)
  }

  /** A statement, with `ks` for the keyspace. */
  run(cql: string) {
    return run(this.driver, cql.replaceAll(/\bks\./g, `"${this.keyspace}".`))
  }

  async live(): Promise<LiveKeyspace> {
    return (await readSchema(this.driver, [this.keyspace])).keyspaces.get(this.keyspace)!
  }

  /** The fields of a live type, with their types. */
  async fields(type: string): Promise<[string, string][]> {
    return [...(await this.live()).types.get(type)!.fields]
  }

  private named(text: string): string {
    return text.replaceAll(`"${this.keyspace}"`, 'ks')
  }
}
