import { MoreThan } from 'cassiform'
import type { Repository } from 'cassiform'
import type { Reading } from './reading.js'

const sensorId = '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47'
const day = '2026-03-01'
const at = new Date('2026-03-01T07:30:00Z')

/** The calls that the README says are refused, each above the message of its error. None of them sends anything. */
export function refusedCalls(readings: Repository<Reading>): readonly (() => Promise<unknown>)[] {
  return [
    // #region refusals
    // @ts-expect-error half a partition key
    () => readings.find({ where: { day } }),
    // [Reading] find(): the partition key is (sensorId, day) but sensorId is not restricted. Cassandra would have to
    //   ask every node. Give sensorId, add @Index() to a column you restrict, or key a table by what you have.

    // @ts-expect-error an order that the table does not have
    () => readings.find({ where: { sensorId, day: MoreThan('2026-01-01') } }),
    // [Reading.day] find(): is a partition key column and has no order to compare by; expected a value or In([…]).
    //   Partitions are placed by the hash of their key: make the column a clustering column to query ranges of it.

    // @ts-expect-error a column that is neither key nor indexed
    () => readings.find({ where: { sensorId, day, value: MoreThan(20) } }),
    // [Reading.value] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and
    //   discard rows. Key a table by 'value', add @Index({ using: 'sai' }), or filter in code; allowFiltering: true is only safe
    //   inside one partition.

    // @ts-expect-error a column that is not static, by the partition key alone
    () => readings.update({ sensorId, day }, { value: 21.7 }),
    // [Reading] update(): 'value' is not static, so the whole primary key is needed, and at is not set. The primary
    //   key is (sensorId, day, at); the partition key alone is enough for static columns only.

    () => readings.delete({ sensorId, day }),
    // [Reading] delete(): at is not given, so every row below would be deleted; the primary key is (sensorId, day,
    //   at). Give the whole key, end in a range, or say { partition: true } to delete all of them.

    () => readings.insert({ sensorId, day: '2026-02-30', at, value: 21.5, tags: new Set() }),
    // [Reading.day] date cannot hold this value exactly; expected a day of the calendar, given a string with a day
    //   that does not exist.
    // #endregion
  ]
}
