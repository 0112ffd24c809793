import { expectTypeOf } from 'expect-type'
import type {
  ExecutionOptions,
  FindManyOptions,
  FindOneOptions,
  FullKey,
  Insertable,
  LooseWhere,
  Patch,
  Repository,
  Where,
} from 'cassiform'
import { partition, readings, rowKey } from './entities.js'
import type { Account, Reading } from './entities.js'

/** Helpers over the repository of any entity: conditions, keys and patches are passed on as they are typed. */
class Service<E extends object> {
  constructor(readonly repository: Repository<E>) {}

  all(where: Where<E>): Promise<E[]> {
    return this.repository.find({ where, limit: 100 })
  }

  async newest(where: Where<E>, options?: ExecutionOptions): Promise<E | null> {
    const [first] = await this.repository.find({ where, limit: 1, ...options })
    return first ?? null
  }

  filtered(where: LooseWhere<E>): Promise<E[]> {
    return this.repository.find({ where, allowFiltering: true })
  }

  async change(key: FullKey<E>, patch: Patch<E>): Promise<E | null> {
    await this.repository.update(key, patch)
    const [changed] = await this.repository.findByKeys([key])
    return changed ?? null
  }

  async add(row: Insertable<E>): Promise<void> {
    await this.repository.insert(row)
    await this.repository.insert([row, row])
  }

  async store(entity: E): Promise<FullKey<E>> {
    await this.repository.insert(entity)
    const saved = await this.repository.save(this.repository.merge(entity))
    await this.repository.remove(saved)
    return this.repository.getKey(saved)
  }
}

async function firstOrFail<E extends object>(repository: Repository<E>, where: Where<E>): Promise<E> {
  return (await repository.findOneBy(where)) ?? repository.findOneByOrFail(where)
}

const service = new Service(readings)
expectTypeOf(service.all(partition)).resolves.toEqualTypeOf<Reading[]>()
expectTypeOf(service.change(rowKey, { value: 1 })).resolves.toEqualTypeOf<Reading | null>()
expectTypeOf(firstOrFail(readings, rowKey)).resolves.toEqualTypeOf<Reading>()
// @ts-expect-error the partition key is incomplete
service.all({ sensorId: 'a' })
// @ts-expect-error a key column
service.change(rowKey, { channel: 1 })
// @ts-expect-error the partition key is incomplete
firstOrFail(readings, { sensorId: 'a' })

// A method around a read takes its options: whole rows, by conditions that KEY allows.
const logged = (options: FindManyOptions<Reading>): Promise<Reading[]> => readings.find(options)
const loggedOne = (options: FindOneOptions<Reading>): Promise<Reading | null> => readings.findOne(options)
logged({ where: partition })
logged({ where: partition, limit: 5, order: { at: 'asc' }, lazy: true, consistency: 'ONE' })
loggedOne({ where: rowKey })
// @ts-expect-error the partition key is incomplete
logged({ where: { sensorId: 'a' } })
// @ts-expect-error a misspelt option
logged({ where: partition, limt: 5 })

// One repository is not that of another entity.
declare let accounts: Repository<Account>
// @ts-expect-error another entity
accounts = readings
