import { OptionError } from '../../lib/errors/option-error.js'
import { ServerStartError } from '../../lib/errors/server-start-error.js'
import { dockerProvider } from '../../lib/server/docker-provider.js'
import { environmentProvider } from '../../lib/server/environment-provider.js'
import { jvmProvider } from '../../lib/server/jvm-provider.js'
import { Unfit } from '../../lib/server/provider.js'
import type { Provider, ProviderName, ServerRequest } from '../../lib/server/provider.js'
import { startFrom } from '../../lib/server/start-cassandra.js'
import { fakeMachine } from './support/fake-machine.js'

const everyProvider = [environmentProvider, jvmProvider, dockerProvider]

/** A provider that notes what happens to it. */
function fakeProvider(name: ProviderName, events: string[], start: () => void = () => {}): Provider {
  const server = { contactPoints: ['127.1.2.3:9042'], localDataCenter: 'dc', version: '5.0.9', pids: [] }
  return {
    name,
    offer: () => ({
      what: `a ${name}`,
      start: () => {
        events.push(`start ${name}`)
        start()
        return Promise.resolve({ ...server, stop: () => Promise.resolve(void events.push(`stop ${name}`)) })
      },
    }),
  }
}

const unfit = (name: ProviderName, reason: string, wayOut?: string): Provider => ({
  name,
  offer: () => Promise.reject(new Unfit(reason, wayOut)),
})

describe('the order of providers', () => {
  it('takes the first that fits, and says which and why', async () => {
    const [events, lines]: string[][] = [[], []]
    const providers = [
      unfit('environment', 'no variable is set.', 'Set it.'),
      fakeProvider('jvm', events!),
      fakeProvider('docker', events!),
    ]
    const server = await startFrom(providers, { log: (line) => lines!.push(line) }, fakeMachine())
    expect(events).toEqual(['start jvm'])
    expect(lines![0]).toBe('using a jvm; environment: no variable is set')
    expect(lines![1]).toMatch(/^ready at 127\.1\.2\.3:9042 after 0\.\d s$/)
    await Promise.all([server.stop(), server.stop(), server[Symbol.asyncDispose]()])
    expect(events).toEqual(['start jvm', 'stop jvm'])
  })

  it('tries the next one where the way itself proves shut, such as Maven without a network', async () => {
    const events: string[] = []
    const shut = fakeProvider('jvm', events, () => {
      throw new Unfit('Maven could not fetch the jars.')
    })
    await startFrom([shut, fakeProvider('docker', events)], { log: false }, fakeMachine())
    expect(events).toEqual(['start jvm', 'start docker'])
  })

  it('ends with a server that fails: another one would only hide it', async () => {
    const events: string[] = []
    const failing = fakeProvider('jvm', events, () => {
      throw new Error('Cassandra ended.')
    })
    const starting = startFrom(
      [unfit('environment', 'not set.'), failing, fakeProvider('docker', events)],
      { log: false },
      fakeMachine(),
    )
    await expect(starting).rejects.toMatchObject({
      code: 'E_SERVER_START',
      message: 'no Cassandra could be started:\n  - environment: not set.\n  - jvm: Cassandra ended.',
      cause: new Error('Cassandra ended.'),
    })
    expect(events).toEqual(['start jvm'])
  })

  it('tries only the one asked for', async () => {
    const events: string[] = []
    const providers = [fakeProvider('jvm', events), fakeProvider('docker', events)]
    await startFrom(providers, { provider: 'docker', log: false }, fakeMachine())
    expect(events).toEqual(['start docker'])
  })

  it('stops the server when the signal comes, also in the last moment of the start', async () => {
    const [events, late, early]: [string[], AbortController, AbortController] = [
      [],
      new AbortController(),
      new AbortController(),
    ]
    await startFrom([fakeProvider('jvm', events)], { log: false, signal: late.signal }, fakeMachine())
    late.abort()
    expect(events).toEqual(['start jvm', 'stop jvm'])

    const abort = fakeProvider('docker', events, () => early.abort(new Error('enough')))
    const starting = startFrom([abort], { log: false, signal: early.signal }, fakeMachine())
    await expect(starting).rejects.toThrow('enough')
    expect(events.slice(2)).toEqual(['start docker', 'stop docker'])
  })

  it('asks for what the options say, and for CASSANDRA_VERSION', async () => {
    const asked: ServerRequest[] = []
    const spy: Provider = { name: 'jvm', offer: (request) => (asked.push(request), Promise.reject(new Unfit('no.'))) }
    const machine = fakeMachine()
    machine.env['CASSANDRA_VERSION'] = '4.1'
    await expect(startFrom([spy], { log: false, nodes: 3 }, machine)).rejects.toThrow('no.')
    await expect(startFrom([spy], { log: false, version: '5.0.8' }, machine)).rejects.toThrow('no.')
    expect(asked.map(({ nodes, version }) => [nodes, version])).toEqual([
      [3, '4.1'],
      [undefined, '5.0.8'],
    ])
  })

  it.each([
    [{ nodes: 0 }, "'nodes' expected a whole number from 1 to 9, given 0."],
    [{ nodes: 1.5 }, "'nodes' expected a whole number from 1 to 9, given 1.5."],
    [{ version: '6.0' }, "'version' expected '5.0', '4.1' or an exact version of these lines, given '6.0'."],
    [{ provider: 'podman' as 'docker' }, "'provider' expected one of 'environment', 'jvm', 'docker', given 'podman'."],
    [{ node: 3 }, "unknown option 'node'. Did you mean 'nodes'?"],
  ])('refuses %j', async (options, message) => {
    const start = () => startFrom(everyProvider, { log: false, ...options }, fakeMachine())
    await expect(start).rejects.toThrow(OptionError)
    await expect(start).rejects.toThrow(message)
  })
})

describe('the message where nothing fits', () => {
  it('says of each way what is missing and how to get it: no Java, no Docker', async () => {
    const machine = fakeMachine()
    machine.addProgram('mvn', '')
    expect(await messageOn(machine)).toBe(`no Cassandra could be started:
  - environment: CASSANDRA_CONTACT_POINTS is not set. Set it to host:port of a server that runs already.
  - jvm: Cassandra 5.0.9 runs on Java 17 or 11, found no Java. Install Java 17, or set CASSANDRA_JAVA_HOME to where it is.
  - docker: there is no docker on the PATH. Install Docker.`)
  })

  it('names the Java that does not fit, and what the engine of Docker says', async () => {
    const machine = fakeMachine()
    machine.addProgram('mvn', '')
    machine.addProgram(
      'docker',
      'echo Client: ok; echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1',
    )
    machine.addJava('jvm/newest', '25.0.3')
    expect(await messageOn(machine)).toBe(`no Cassandra could be started:
  - environment: CASSANDRA_CONTACT_POINTS is not set. Set it to host:port of a server that runs already.
  - jvm: Cassandra 5.0.9 runs on Java 17 or 11, found Java 25.0.3 (${machine.root}/jvm/newest). Install Java 17, or set CASSANDRA_JAVA_HOME to where it is.
  - docker: no engine answers 'docker info': Cannot connect to the Docker daemon. Is it running? Start Docker.`)
  })

  it('says where the jars are looked for when there is no Maven', async () => {
    const machine = fakeMachine()
    machine.addJava('jvm/a', '17.0.15')
    expect(await messageOn(machine, { nodes: 3 })).toBe(`no Cassandra could be started:
  - environment: CASSANDRA_CONTACT_POINTS is not set. Set it to host:port of a server that runs already.
  - jvm: the jars of Cassandra 5.0.9 are not in ${machine.root}/cache/cassandra-5.0.9, and there is no Maven to fetch them. Install Maven (mvn), or set CASSANDRA_JARS to the lib folder of a Cassandra distribution.
  - docker: it starts one node, asked for were 3.`)
  })

  it('has a code and the reasons as data', async () => {
    const error = await errorOn(fakeMachine())
    expect(error.code).toBe('E_SERVER_START')
    expect(error.attempts.map(({ provider }) => provider)).toEqual(['environment', 'jvm', 'docker'])
  })
})

async function errorOn(machine: ReturnType<typeof fakeMachine>, options: object = {}): Promise<ServerStartError> {
  const error: unknown = await startFrom(everyProvider, { log: false, ...options }, machine).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(ServerStartError)
  return error as ServerStartError
}

async function messageOn(machine: ReturnType<typeof fakeMachine>, options: object = {}): Promise<string> {
  return (await errorOn(machine, options)).message
}
