import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile, compilers } from './support/compiler.js'
import { createProject } from './support/workspace.js'

// Exported classes of `defineEntity` enter the declarations of the package they are in, so the compiler must be able to
// write their types with names that 'cassiform' exports, and what it wrote must mean the same.
const source = `
import { defineEntity, defineUserType, list, udt } from 'cassiform'
export const Address = defineUserType({ name: 'address', fields: { street: 'text' } })
export const User = defineEntity({
  name: 'users',
  columns: {
    id: { type: 'uuid', generated: 'uuidv7' },
    day: 'date',
    former: list(udt(() => Address)),
    role: { type: 'text', enum: ['admin', 'guest'] },
  },
  partitionKey: ['id'],
  clusteringColumns: [{ day: 'desc' }],
  computed: { since: { writetime: 'role' } },
})
`

const consumer = `
import type { DataSource } from 'cassiform'
import { User } from './out/source.js'
export async function use(db: DataSource) {
  const user = await db.getRepository(User).findOneByOrFail({ id: 'a', day: 'd' })
  const role: 'admin' | 'guest' | undefined = user.role
  const street: string | undefined = user.former[0]?.street
  const since: bigint | undefined = user.since
  // @ts-expect-error the partition key is missing
  db.getRepository(User).find({ where: { day: 'd' } })
  return [role, street, since]
}
`

describe.each(compilers)('declarations of %s', (compiler) => {
  it('hold entities without decorators', async () => {
    const more = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: 'out',
      rewriteRelativeImportExtensions: false,
    }
    const folder = createProject(`emit ${compiler}`, { 'source.ts': source }, more)
    expect(await compile(compiler, folder)).toBe('')
    const emitted = readFileSync(join(folder, 'out/source.d.ts'), 'utf8')
    expect(emitted).toMatch(/DefinedClass<.*DefinedEntity</s)
    const use = createProject(`emit ${compiler}`, { 'consumer.ts': consumer }, { noEmit: true })
    expect(await compile(compiler, use)).toBe('')
  }, 120_000)
})
