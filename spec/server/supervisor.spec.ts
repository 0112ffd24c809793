import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { supervise } from '../../lib/server/supervisor.js'
import type { Supervised } from '../../lib/server/supervisor.js'

function run(script: string): Supervised {
  const folder = mkdtempSync(join(tmpdir(), 'cassiform-supervised-'))
  return supervise({ program: '/bin/sh', args: ['-c', script], folder })
}

function isRunning(pid: number | undefined): boolean {
  try {
    return process.kill(pid!, 0)
  } catch {
    return false
  }
}

it('kills the command and removes its folder', async () => {
  const command = run('exec sleep 60')
  const pid = await command.pid
  writeFileSync(join(command.folder, 'data'), '')
  expect(isRunning(pid)).toBe(true)
  expect(command.isOver()).toBe(false)
  await command.end()
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(command.folder)).toBe(false)
  await command.end()
})

it('keeps output and exit code of a command that ended by itself, until it is told to clean up', async () => {
  const command = run('echo out; echo err >&2; exit 3')
  expect(await command.exited).toBe(3)
  expect(command.isOver()).toBe(true)
  expect(command.output()).toBe('out\nerr\n')
  await command.end()
  expect(existsSync(command.folder)).toBe(false)
})

it('lets a command end in its own time', async () => {
  const command = run('trap "echo bye; exit 0" TERM; echo ready; while :; do sleep 0.05; done')
  for (let look = 0; look < 300 && command.output() !== 'ready\n'; look++) await sleep(10)
  await command.terminate()
  expect(await command.exited).toBe(0)
  expect(command.output()).toBe('ready\nbye\n')
  await command.end()
})

it('does not leave the command behind when the supervisor is told to end', async () => {
  const command = run('exec sleep 60')
  const pid = await command.pid
  const supervisor = execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' })
  process.kill(Number(supervisor), 'SIGTERM')
  expect(await command.exited).toBeGreaterThan(128)
  expect(isRunning(pid)).toBe(false)
  await command.end()
  expect(existsSync(command.folder)).toBe(false)
})

it('gives quotes, blanks and dollar signs to the command as they are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cassiform supervised $x '))
  const args = ['%s\\n', '$HOME', 'a b', `'"`]
  const command = supervise({ program: 'printf', args, folder })
  await command.exited
  expect(command.output()).toBe(`$HOME\na b\n'"\n`)
  await command.end()
  expect(existsSync(folder)).toBe(false)
})
