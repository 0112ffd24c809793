import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findJars, jarFiles } from '../../lib/server/find-jars.js'
import { Unfit } from '../../lib/server/provider.js'
import { fakeMachine } from './support/fake-machine.js'
import type { FakeMachine } from './support/fake-machine.js'

/** A folder with these jars. */
function folderOf(machine: FakeMachine, name: string, ...jars: string[]): string {
  const folder = join(machine.root, name)
  mkdirSync(folder, { recursive: true })
  for (const jar of jars) writeFileSync(join(folder, jar), '')
  return folder
}

it('takes the jars of the cache, with no need of Maven', () => {
  const machine = fakeMachine()
  const folder = folderOf(machine, 'cache/cassandra-4.1.10', 'a.jar')
  expect(findJars(machine, '4.1')).toMatchObject({ folder, maven: undefined, release: { version: '4.1.10' } })
})

it('names the Maven to fetch them with: MAVEN_HOME, then the PATH', () => {
  const machine = fakeMachine()
  machine.addProgram('mvn', '')
  expect(findJars(machine, undefined).maven).toBe(join(machine.root, 'path/mvn'))
  machine.addProgram('../maven/bin/mvn', '')
  machine.env['MAVEN_HOME'] = join(machine.root, 'maven')
  expect(findJars(machine, undefined).maven).toBe(join(machine.root, 'maven/bin/mvn'))
})

it.each([
  ['the Maven jars', 'cassandra-all-5.0.8.jar'],
  ['a distribution', 'apache-cassandra-5.0.8.jar'],
])('takes the folder and the version of CASSANDRA_JARS: %s', (_, jar) => {
  const machine = fakeMachine()
  const folder = folderOf(machine, 'lib', 'asm.jar', jar)
  machine.env['CASSANDRA_JARS'] = folder
  expect(findJars(machine, undefined)).toMatchObject({ folder, maven: undefined, release: { version: '5.0.8' } })
  expect(findJars(machine, '5.0').release.version).toBe('5.0.8')
  expect(() => findJars(machine, '4.1')).toThrow('CASSANDRA_JARS holds Cassandra 5.0.8, asked for was 4.1.')
})

it('refuses a CASSANDRA_JARS without Cassandra', () => {
  const machine = fakeMachine()
  machine.env['CASSANDRA_JARS'] = folderOf(machine, 'lib', 'asm.jar')
  expect(() => findJars(machine, undefined)).toThrow('where there is no cassandra-all-….jar or apache-cassandra-….jar')
  machine.env['CASSANDRA_JARS'] = join(machine.root, 'absent')
  expect(() => findJars(machine, undefined)).toThrow('absent, where there is no cassandra-all')
})

it('refuses a CASSANDRA_JARS of another line', () => {
  const machine = fakeMachine()
  machine.env['CASSANDRA_JARS'] = folderOf(machine, 'lib', 'apache-cassandra-4.0.12.jar')
  expect(() => findJars(machine, undefined)).toThrow('holds Cassandra 4.0.12, which is neither 5.0 nor 4.1.')
})

it('says which folder to set where the cache cannot be written', () => {
  const machine = fakeMachine()
  machine.addProgram('mvn', '')
  machine.env['CASSIFORM_CACHE'] = join(machine.root, 'path/mvn')
  expect(() => findJars(machine, undefined)).toThrow(Unfit)
  expect(() => findJars(machine, undefined)).toThrow(`the cache folder ${machine.root}/path/mvn cannot be made`)
})

it('lists jars sorted and nothing else', () => {
  const folder = folderOf(fakeMachine(), 'lib', 'b.jar', 'a.jar', 'B.jar', 'readme.txt')
  expect(jarFiles(folder)).toEqual(['B.jar', 'a.jar', 'b.jar'].map((name) => join(folder, name)))
})
