import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packed.js'
import type { Packed } from './packed.js'
import { run } from './run.js'

const install = ['install', '--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund']

/**
 * An empty project with the tarball installed by npm, and `cassandra-driver` as its only other package: the package has
 * no dependencies, so nothing is fetched. Holds the programs of `spec/package/consumer`.
 */
export async function createConsumer({ folder, tarball }: Packed): Promise<string> {
  const consumer = join(folder, 'consumer')
  mkdirSync(consumer)
  cpSync(join(root, 'spec/package/consumer'), consumer, { recursive: true })
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }))
  await run(consumer, 'npm', ...install, tarball)
  for (const name of ['cassandra-driver', '@types']) {
    symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name), 'junction')
  }
  return consumer
}
