import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeArguments } from '../../lib/server/node-arguments.js'
import type { ArchiveUse } from '../../lib/server/node-arguments.js'
import { releaseOf } from '../../lib/server/release.js'

const jars = mkdtempSync(join(tmpdir(), 'cassiform-jars-'))
afterAll(() => rmSync(jars, { recursive: true }))
for (const jar of ['b.jar', 'a.jar', 'jamm-0.3.2.jar']) writeFileSync(join(jars, jar), '')

function argumentsOf(version: string, major: number, archive?: ArchiveUse): readonly string[] {
  const java = { home: '/java', major, version: `${major}` }
  const run = { folder: '/data/with blank', nodes: 3, heap: '256m', archive }
  return nodeArguments({ java, release: releaseOf(version), jars }, run)
}

it('starts 5.0 with three opened packages, no agent, jars in sorted order', () => {
  const args = argumentsOf('5.0', 17)
  expect(args.filter((argument) => argument.startsWith('--add-opens'))).toEqual([
    '--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    '--add-opens=java.base/java.io=ALL-UNNAMED',
  ])
  expect(args.some((argument) => argument.startsWith('-javaagent'))).toBe(false)
  expect(args.slice(-3)).toEqual([
    '-cp',
    ['a.jar', 'b.jar', 'jamm-0.3.2.jar'].map((jar) => join(jars, jar)).join(':'),
    'org.apache.cassandra.service.CassandraDaemon',
  ])
  expect(args).toEqual(expect.arrayContaining(['-Xms256m', '-Xmx256m', '-XX:+UseSerialGC']))
})

it('keeps everything below the folder of the node', () => {
  const args = argumentsOf('5.0', 17)
  expect(args.filter((argument) => argument.includes('/data/with'))).toEqual([
    '-Dcassandra.config=file:///data/with%20blank/cassandra.yaml',
    '-Dlogback.configurationFile=/data/with blank/logback.xml',
    '-Dcassandra.storagedir=/data/with blank',
    '-Djava.io.tmpdir=/data/with blank',
    '-Djna.tmpdir=/data/with blank',
  ])
  expect(args).toContain('-Dcassandra.system_distributed_default_rf=3')
})

it('starts 4.1 with the agent that measures memory', () => {
  expect(argumentsOf('4.1', 11)).toContain(`-javaagent:${join(jars, 'jamm-0.3.2.jar')}`)
  for (const name of ['java.util', 'java.nio.charset', 'sun.nio.cs']) {
    expect(argumentsOf('4.1', 11)).toContain(`--add-opens=java.base/${name}=ALL-UNNAMED`)
  }
})

it('opens nothing on Java 8, which has no modules', () => {
  expect(argumentsOf('4.1', 8).some((argument) => argument.startsWith('--add-opens'))).toBe(false)
})

it('reads or writes a class archive, with the agent only on the word of the JVM', () => {
  const cds = (args: readonly string[]) => args.filter((argument) => /Archiv|Xshare|Diagnostic/.test(argument))
  expect(cds(argumentsOf('5.0', 17))).toEqual([])
  expect(cds(argumentsOf('5.0', 17, { read: '/a.jsa' }))).toEqual(['-XX:SharedArchiveFile=/a.jsa', '-Xshare:auto'])
  expect(cds(argumentsOf('5.0', 17, { write: '/a.jsa' }))).toEqual(['-XX:ArchiveClassesAtExit=/a.jsa'])
  expect(cds(argumentsOf('4.1', 17, { write: '/a.jsa' }))).toEqual([
    '-XX:+UnlockDiagnosticVMOptions',
    '-XX:+AllowArchivingWithJavaAgent',
    '-XX:ArchiveClassesAtExit=/a.jsa',
  ])
})
