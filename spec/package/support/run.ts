import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What a program printed on stdout. A failure says what it printed on both streams. */
export async function run(folder: string, command: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 24 })).stdout
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string }
    throw new Error([message, stdout, stderr].filter(Boolean).join('\n'), { cause: error })
  }
}

/** The same for a script of Node.js. */
export function node(folder: string, ...args: readonly string[]): Promise<string> {
  return run(folder, process.execPath, ...args)
}
