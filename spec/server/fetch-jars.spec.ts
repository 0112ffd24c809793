import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchJars, mavenProgress } from '../../lib/server/fetch-jars.js'
import { findJars } from '../../lib/server/find-jars.js'
import { Unfit } from '../../lib/server/provider.js'
import { fakeMachine, requestOn } from './support/fake-machine.js'
import type { FakeMachine } from './support/fake-machine.js'

const java = { home: '/java-17', major: 17, version: '17.0.15' }

/** Finds `-DoutputDirectory=…` among its arguments, as Maven does. */
const copyJars = `
for argument in "$@"; do case "$argument" in -DoutputDirectory=*) out="\${argument#*=}";; esac; done
/bin/cp pom.xml "$out/pom.jar"; echo "$JAVA_HOME" > "$out/java.jar"; exit 0`

function machineWith(mvn: string): FakeMachine {
  const machine = fakeMachine()
  machine.addProgram('mvn', mvn)
  machine.env['PATH'] += ':/bin:/usr/bin'
  return machine
}

it('puts the jars of one release into the cache by Maven on the chosen Java, and leaves nothing else there', async () => {
  const machine = machineWith(copyJars)
  const request = requestOn(machine)
  const jars = findJars(machine, '5.0.8')
  await fetchJars(jars, java, request)
  expect(readFileSync(join(jars.folder, 'pom.jar'), 'utf8')).toContain(
    '<artifactId>cassandra-all</artifactId><version>5.0.8</version>',
  )
  expect(readFileSync(join(jars.folder, 'java.jar'), 'utf8')).toBe('/java-17\n')
  expect(readdirSync(machine.env['CASSIFORM_CACHE']!)).toEqual(['cassandra-5.0.8'])
  expect(request.lines[0]).toContain(`fetching the jars of Cassandra 5.0.8 with ${machine.root}/path/mvn`)
})

it('may be done by several at once', async () => {
  const machine = machineWith(copyJars)
  const jars = findJars(machine, undefined)
  await Promise.all([1, 2, 3].map(() => fetchJars(jars, java, requestOn(machine))))
  expect(readdirSync(machine.env['CASSIFORM_CACHE']!)).toEqual(['cassandra-5.0.9'])
  expect(readdirSync(jars.folder).sort()).toEqual(['java.jar', 'pom.jar'])
})

it('says what Maven complained about, and leaves no half-filled folder', async () => {
  const machine = machineWith(
    'echo "[INFO] Scanning"; echo "[ERROR] Could not transfer x.jar: no route to host"; exit 1',
  )
  const jars = findJars(machine, undefined)
  const fetching = fetchJars(jars, java, requestOn(machine))
  await expect(fetching).rejects.toThrow(Unfit)
  await expect(fetching).rejects.toThrow(
    'Maven could not fetch the jars (exit code 1):\n    [ERROR] Could not transfer x.jar: no route to host',
  )
  expect(existsSync(jars.folder)).toBe(false)
  expect(readdirSync(machine.env['CASSIFORM_CACHE']!)).toEqual([])
})

it('ends Maven when the signal comes', async () => {
  const machine = machineWith('exec sleep 60')
  const started = performance.now()
  const signal = AbortSignal.timeout(100)
  await expect(fetchJars(findJars(machine, undefined), java, requestOn(machine, { signal }))).rejects.toThrow('timeout')
  expect(performance.now() - started).toBeLessThan(5000)
  expect(readdirSync(machine.env['CASSIFORM_CACHE']!)).toEqual([])
})

it('reads from the output how far Maven is', () => {
  const downloading = [
    '[INFO] Downloading from central: https://repo.example/asm-9.jar',
    '[INFO] Downloaded from central: https://repo.example/asm-9.pom (2 kB at 9 kB/s)',
    '[INFO] Downloaded from central: https://repo.example/asm-9.jar (90 kB at 1 MB/s)',
  ].join('\n')
  expect(mavenProgress('')).toBe('0 jars downloaded')
  expect(mavenProgress(downloading)).toBe('1 jars downloaded')
  expect(mavenProgress(`${downloading}\n[INFO] Copying asm-9.jar to /x/asm-9.jar`)).toBe('1 jars copied')
})
