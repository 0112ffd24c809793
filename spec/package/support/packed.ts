import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.js'

/** The repository. */
export const root = join(__dirname, '../../..')

/** The tarball that would be published, made of what was built last, in a folder of its own. */
export interface Packed {
  readonly folder: string
  readonly tarball: string
  readonly files: readonly string[]
  readonly unpackedSize: number
  remove(): Promise<void>
}

interface PackReport {
  readonly filename: string
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/** Packs the package as it stands; `npm run build` comes first. */
export async function pack(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'cassiform-package-'))
  const output = await run(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [report] = JSON.parse(output) as [PackReport]
  return {
    folder,
    tarball: join(folder, report.filename),
    files: report.files.map(({ path }) => path).sort(),
    unpackedSize: report.unpackedSize,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
