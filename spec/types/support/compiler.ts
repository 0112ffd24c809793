import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The repository. */
export const root = join(__dirname, '../../..')

/** TypeScript 5.9, 6.0 and 7.0, by the folders they are installed in. */
export const compilers = ['typescript-5.9', 'typescript', 'typescript-7'] as const

export type Compiler = (typeof compilers)[number]

/** What the compiler says of a project, with paths relative to the folder of its configuration. */
export async function compile(compiler: Compiler, folder: string, ...options: readonly string[]): Promise<string> {
  const tsc = join(root, 'node_modules', compiler, 'bin/tsc')
  const args = [tsc, '--pretty', 'false', ...options]
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd: folder, encoding: 'utf8' })).stdout
  } catch (error) {
    const { stdout, code } = error as { stdout?: string; code?: unknown }
    if (typeof stdout === 'string' && typeof code === 'number') return stdout
    throw error
  }
}
