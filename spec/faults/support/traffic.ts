import { setTimeout as sleep } from 'node:timers/promises'
import type { DataSource } from 'cassiform'
import type { models } from './models.js'

type Entities = (typeof models)[keyof typeof models]

/** Writes rows of one writer into each table; returns how many there are now. */
export async function write(db: DataSource, entities: Entities, writer: string, rows: number): Promise<number> {
  for (const entity of entities) {
    const repository = db.getRepository(entity)
    const items = Array.from({ length: rows }, (_, n) => ({ writer, n, note: 'a note' }))
    await repository.insertMany(items)
  }
  return rows * entities.length
}

/** Inserts a row and reads it back, again and again: what went well, and the messages of what did not. */
export async function traffic(
  db: DataSource,
  entities: Entities,
  { writer, milliseconds, everyMs }: { writer: string; milliseconds: number; everyMs: number },
): Promise<{ done: number; failures: string[] }> {
  const failures: string[] = []
  const running: Promise<void>[] = []
  const until = performance.now() + milliseconds
  let done = 0
  for (let n = 0; performance.now() < until; n++) {
    const repository = db.getRepository(entities[n % entities.length]!)
    const step = async () => {
      await repository.insert({ writer, n, note: `note ${n}` })
      const row = await repository.findOne({ where: { writer, n } })
      if (row?.note !== `note ${n}`) throw new Error(`row ${n} of ${writer} is not what was written`)
      done += 2
    }
    running.push(step().catch((error: unknown) => void failures.push(String(error))))
    await sleep(everyMs)
  }
  await Promise.all(running)
  return { done, failures }
}
