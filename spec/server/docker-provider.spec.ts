import { dockerProvider, javaOptions } from '../../lib/server/docker-provider.js'
import { fakeMachine, requestOn } from './support/fake-machine.js'

it('offers a container of the official image, or of CASSANDRA_IMAGE, where an engine answers', async () => {
  const machine = fakeMachine()
  machine.addProgram('docker', 'echo 27.1.1')
  expect((await dockerProvider.offer(requestOn(machine))).what).toBe('a container of cassandra:5.0')
  expect((await dockerProvider.offer(requestOn(machine, { version: '4.1.10' }))).what).toBe(
    'a container of cassandra:4.1.10',
  )
  machine.env['CASSANDRA_IMAGE'] = 'mirror.example/cassandra:5'
  expect((await dockerProvider.offer(requestOn(machine))).what).toBe('a container of mirror.example/cassandra:5')
})

it('passes a client without an engine by', async () => {
  const machine = fakeMachine()
  machine.addProgram('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1')
  await expect(async () => dockerProvider.offer(requestOn(machine))).rejects.toMatchObject({
    message: "no engine answers 'docker info': Cannot connect to the Docker daemon",
    wayOut: 'Start Docker.',
  })
})

it('gives settings to the server as properties of Java', () => {
  const yaml = { auto_snapshot: true, client_encryption_options: { enabled: true, keystore: '/a b' }, list: [1, 'x'] }
  expect(javaOptions(yaml)).toEqual([
    '-Dcassandra.memtable.row_overhead_size=180',
    '-Dcassandra.test.flush_local_schema_changes=false',
    '-Dcassandra.config.allow_system_properties=true',
    "'-Dcassandra.settings.materialized_views_enabled=true'",
    "'-Dcassandra.settings.sasi_indexes_enabled=true'",
    "'-Dcassandra.settings.user_defined_functions_enabled=true'",
    "'-Dcassandra.settings.auto_snapshot=true'",
    "'-Dcassandra.settings.client_encryption_options.enabled=true'",
    "'-Dcassandra.settings.client_encryption_options.keystore=/a b'",
    '\'-Dcassandra.settings.list=[1,"x"]\'',
  ])
})
