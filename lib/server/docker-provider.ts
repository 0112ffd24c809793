import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import type { CassandraContainer } from '@testcontainers/cassandra'
import { describeServer } from './cql-probe.js'
import { Unfit } from './provider.js'
import type { ProvidedServer, Provider, ServerRequest } from './provider.js'

type Containers = { readonly CassandraContainer: typeof CassandraContainer }

/**
 * One node in a container, by the optional packages testcontainers and @testcontainers/cassandra, where a Docker engine
 * answers. CASSANDRA_IMAGE names another image than the official one.
 */
export const dockerProvider: Provider = {
  name: 'docker',
  offer(request) {
    const { nodes = 1, version = '5.0', machine } = request
    if (nodes > 1) throw new Unfit(`it starts one node, asked for were ${nodes}.`)
    askEngine(request)
    const { CassandraContainer } = loadContainers()
    const image = machine.env['CASSANDRA_IMAGE'] || `cassandra:${version}`
    return { what: `a container of ${image}`, start: () => start(new CassandraContainer(image), request) }
  },
}

/** A client without an engine is common: only an engine that answers counts. */
function askEngine({ machine }: ServerRequest): void {
  const { error, status, stderr } = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], {
    encoding: 'utf8',
    env: { ...machine.env },
    timeout: 10_000,
  })
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Unfit('there is no docker on the PATH.', 'Install Docker.')
  if (status !== 0) {
    const words = (stderr ?? '').trim().split('\n').at(-1) || error?.message
    throw new Unfit(`no engine answers 'docker info': ${words}`, 'Start Docker.')
  }
}

/** By `require`, which also works where a test runner has a module system of its own; absent packages cost nothing. */
function loadContainers(): Containers {
  try {
    return createRequire(__filename)('@testcontainers/cassandra') as Containers
  } catch (error) {
    if (!isModuleNotFound(error)) throw error
    throw new Unfit(
      'the packages that drive it are not installed.',
      'Install them: npm install --save-dev testcontainers@11 @testcontainers/cassandra@11.',
    )
  }
}

function isModuleNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
}

async function start(
  container: CassandraContainer,
  { yaml, heap, signal, machine }: ServerRequest,
): Promise<ProvidedServer> {
  // JVM_EXTRA_OPTS, the usual way, is overwritten by the container class; java itself reads this one.
  const options = { JDK_JAVA_OPTIONS: javaOptions(yaml).join(' ') }
  // The image wants both or none.
  const memory = heap === undefined ? {} : { MAX_HEAP_SIZE: heap, HEAP_NEWSIZE: '100m' }
  const started = await container.withEnvironment({ ...options, ...memory }).start()
  const stop = async () => void (await started.stop({ timeout: 0 }))
  try {
    signal?.throwIfAborted()
    const contactPoints = [started.getContactPoint()]
    const { version } = await describeServer(contactPoints, machine)
    return { contactPoints, localDataCenter: started.getDatacenter(), version, pids: [], stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const features = {
  materialized_views_enabled: true,
  sasi_indexes_enabled: true,
  user_defined_functions_enabled: true,
  auto_snapshot: false,
}

/** Settings go as properties of Java, `cassandra.settings.…`, since the image takes no `cassandra.yaml` of ours. */
export function javaOptions(yaml: ServerRequest['yaml']): readonly string[] {
  const settings = Object.entries(flatten({ ...features, ...yaml }))
  return [
    '-Dcassandra.memtable.row_overhead_size=180',
    '-Dcassandra.test.flush_local_schema_changes=false',
    '-Dcassandra.config.allow_system_properties=true',
    ...settings.map(([name, value]) => `'-Dcassandra.settings.${name}=${value}'`),
  ]
}

/** `{ a: { b: 1 } }` is `a.b=1`. */
function flatten(settings: Readonly<Record<string, unknown>>, prefix = ''): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      Object.assign(flat, flatten(value as Readonly<Record<string, unknown>>, `${prefix}${name}.`))
    } else flat[`${prefix}${name}`] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return flat
}
