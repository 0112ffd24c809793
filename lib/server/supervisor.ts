import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Runs `$@` in the folder `$1` and outlives this process by the moment it takes to clean up. Its standard input is a
 * pipe that only this process holds: however this process ends, SIGKILL included, the pipe ends with it; then the
 * command is killed and the folder removed. It is the parent of the command, so the number it kills is never another's.
 */
const script = `
folder=$1; shift
exec 3<&0
"$@" </dev/null >"$folder/output.log" 2>&1 3<&- &
child=$!
trap 'kill -9 $child 2>/dev/null' HUP INT TERM
trap '' PIPE
(trap - HUP INT TERM; while read -r line; do :; done; kill -TERM $$) <&3 >/dev/null &
guard=$!
exec 3<&-
echo "pid $child"
wait $child; code=$?
wait $child 2>/dev/null
trap '' HUP INT TERM
echo "exit $code"
wait $guard
rm -rf "$folder"
`

/** A command that cannot outlive this process. */
export interface Supervised {
  /** Removed at the end. */
  readonly folder: string
  /** The process id of the command itself; undefined if the supervisor could not start it. */
  readonly pid: Promise<number | undefined>
  /** Resolves with the exit code when the command is over; undefined if nobody knows it. */
  readonly exited: Promise<number | undefined>
  readonly isOver: () => boolean
  /** What the command wrote so far, both streams. */
  output(): string
  /** Asks the command to end in its own time. */
  terminate(): Promise<void>
  /** Kills the command if it runs and removes the folder. */
  end(): Promise<void>
}

/** What to run. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  /** Working folder; gets `output.log` and is removed at the end. Output goes to a file since a busy reader of a pipe would stall a server. */
  readonly folder: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Starts a command that ends, and whose folder is removed, when this process ends in whatever way. Linux and macOS. */
export function supervise({ program, args, folder, env }: Command): Supervised {
  const child = spawn('/bin/sh', ['-c', script, 'cassiform', folder, program, ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    // A session of its own: Ctrl-C is for this process, whose end is what the supervisor waits for.
    detached: true,
    env: { ...(env ?? process.env) },
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()))
  child.stdin.on('error', () => {})
  const { pid, exited, isOver } = readReports(child, gone)
  letGo(child)
  return {
    folder,
    pid,
    exited,
    isOver,
    output() {
      const file = join(folder, 'output.log')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    },
    async terminate() {
      const number = await pid
      if (number !== undefined && !isOver()) process.kill(number, 'SIGTERM')
    },
    async end() {
      child.ref()
      child.stdin.end()
      await gone
    },
  }
}

/** The lines of the supervisor: `pid 1234`, later `exit 3`. */
function readReports(child: ChildProcess, gone: Promise<void>): Pick<Supervised, 'pid' | 'exited' | 'isOver'> {
  let over = false
  const lines = createInterface({ input: child.stdout! })
  const report = (word: string) =>
    new Promise<number | undefined>((done) => {
      lines.on('line', (line) => {
        if (line.startsWith(word)) done(Number(line.slice(word.length)))
      })
      void gone.then(() => done(undefined))
    })
  const pid = report('pid ')
  const exited = report('exit ')
  void exited.then(() => (over = true))
  return { pid, exited, isOver: () => over }
}

/** A server must not keep the process alive that started it: it ends with it. */
function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout] as unknown as { unref?: () => void }[]) stream.unref?.()
}
