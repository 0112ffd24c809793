import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { chooseJava, findJava } from '../../lib/server/find-java.js'
import { releaseOf } from '../../lib/server/release.js'
import { fakeMachine } from './support/fake-machine.js'

describe('findJava', () => {
  it('looks at the environment, the PATH with its links followed, then the usual folders; each home once', () => {
    const machine = fakeMachine()
    const named = machine.addJava('named', '11.0.2')
    const home = machine.addJava('home', '21.0.1')
    const numbered = machine.addJava('numbered', '17.0.9')
    const linked = machine.addJava('linked', '25.0.3')
    const usual = machine.addJava('jvm/old', '1.8.0_412')
    const bundle = machine.addJava('jvm/temurin-17.jdk/Contents/Home', '17.0.15')
    machine.addProgram('other', '')
    symlinkSync(join(linked, 'bin/java'), join(machine.root, 'path/java'))
    Object.assign(machine.env, { CASSANDRA_JAVA_HOME: named, JAVA_HOME: home, JAVA_HOME_17_X64: numbered })

    expect(findJava({ ...machine, javaFolders: [...machine.javaFolders, machine.root] })).toEqual([
      { home: named, major: 11, version: '11.0.2' },
      { home: home, major: 21, version: '21.0.1' },
      { home: numbered, major: 17, version: '17.0.9' },
      { home: linked, major: 25, version: '25.0.3' },
      { home: usual, major: 8, version: '1.8.0_412' },
      { home: bundle, major: 17, version: '17.0.15' },
    ])
  })

  it('asks a Java without a release file for its version', () => {
    const machine = fakeMachine()
    machine.addProgram('../jvm/plain/bin/java', `echo 'openjdk version "11.0.20" 2023-07-18' >&2`)
    expect(findJava(machine)).toEqual([{ home: join(machine.root, 'jvm/plain'), major: 11, version: '11.0.20' }])
  })

  it('finds none where there is none', () => {
    expect(findJava(fakeMachine())).toEqual([])
  })
})

describe('chooseJava', () => {
  const java = (major: number) => ({ home: `/java-${major}`, major, version: `${major}.0.1` })
  const found = [java(25), java(11), java(8), java(17)]

  it.each([
    ['5.0', 17],
    ['4.1', 11],
  ])('takes for %s the best that runs it, however early another is on the PATH', (version, major) => {
    expect(chooseJava(found, releaseOf(version).java, undefined)?.major).toBe(major)
  })

  it('takes what CASSANDRA_JAVA_HOME names, unless it does not run the release', () => {
    const machine = fakeMachine()
    const [seventeen, eleven] = [machine.addJava('jvm/a', '17.0.1'), machine.addJava('jvm/b', '11.0.1')]
    const newer = machine.addJava('jvm/c', '25.0.1')
    const homes = findJava(machine)
    expect(chooseJava(homes, [17, 11], eleven)?.home).toBe(eleven)
    expect(chooseJava(homes, [17, 11], newer)?.home).toBe(seventeen)
  })

  it('never takes one that is not accepted', () => {
    expect(chooseJava([java(25), java(24), java(21)], releaseOf('5.0').java, undefined)).toBeUndefined()
  })
})
