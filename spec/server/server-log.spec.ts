import { isAddressTaken, mavenErrors, tellingLines } from '../../lib/server/server-log.js'

const badYaml = `INFO  2026-11-21 11:38:41,761 [main] YamlConfigurationLoader Configuration location: file:/x/cassandra.yaml
WARNING: System::setSecurityManager will be removed in a future release
WARN  2026-11-21 11:38:41,892 [main] StartupChecks jemalloc shared library could not be preloaded
WARN  2026-11-21 11:38:41,893 [main] StartupChecks Something unusual about the disk
Exception (org.apache.cassandra.exceptions.ConfigurationException) encountered during startup: Invalid yaml
org.apache.cassandra.exceptions.ConfigurationException: Invalid yaml
\tat org.apache.cassandra.config.YamlConfigurationLoader.loadConfig(YamlConfigurationLoader.java:1)
\t... 21 common frames omitted
Caused by: java.lang.IllegalArgumentException: Invalid duration: 10 potatoes
ERROR 2026-11-21 11:38:41,951 [main] CassandraDaemon Exception encountered during startup
Caused by: java.lang.IllegalArgumentException: Invalid duration: 10 potatoes
INFO  2026-11-21 11:38:42,000 [main] HintsService Paused hints dispatch
`

describe('tellingLines', () => {
  it('keeps errors, exceptions, their causes, unusual warnings and the last words; each once, without frames', () => {
    expect(tellingLines(badYaml)).toBe(
      [
        '    WARN StartupChecks Something unusual about the disk',
        '    Exception (org.apache.cassandra.exceptions.ConfigurationException) encountered during startup: Invalid yaml',
        '    org.apache.cassandra.exceptions.ConfigurationException: Invalid yaml',
        '    Caused by: java.lang.IllegalArgumentException: Invalid duration: 10 potatoes',
        '    ERROR CassandraDaemon Exception encountered during startup',
        '    INFO HintsService Paused hints dispatch',
      ].join('\n'),
    )
  })

  it('shows the last words of a Java that did not even begin', () => {
    const output = 'Unrecognized VM option\nError: Could not create the Java Virtual Machine.\n'
    expect(tellingLines(output)).toBe(
      '    Unrecognized VM option\n    Error: Could not create the Java Virtual Machine.',
    )
  })

  it('stays short however long the log is', () => {
    const many = Array.from({ length: 500 }, (_, i) => `ERROR 2026-11-21 11:38:41,951 [main] A ${i} ${'x'.repeat(999)}`)
    const lines = tellingLines(many.join('\n')).split('\n')
    expect(lines.length).toBeLessThanOrEqual(18)
    expect(lines.every((line) => line.length <= 404)).toBe(true)
  })

  it('says so where there is nothing', () => {
    expect(tellingLines('')).toBe('    (nothing)')
  })
})

it.each([
  ['Caused by: io.netty…: bind(..) failed with error(-98): Address already in use', true],
  ['/127.1.2.3:7000 is in use by another process.  Change listen_address:storage_port', true],
  ['java.lang.IllegalStateException: Failed to bind port 9042 on 127.1.2.3.', true],
  [badYaml, false],
])('knows when an address was taken', (output, expected) => {
  expect(isAddressTaken(output)).toBe(expected)
})

describe('mavenErrors', () => {
  it('leaves out the advice on how to run Maven again', () => {
    const output = '[INFO] x\n[ERROR] Failed: y\n[ERROR] \n[ERROR] To see the full stack trace\n[ERROR] -> [Help 1]\n'
    expect(mavenErrors(output)).toBe('    [ERROR] Failed: y')
  })

  it('shows the last lines where Maven itself could not run', () => {
    expect(mavenErrors('The JAVA_HOME variable is wrong\n')).toBe('    The JAVA_HOME variable is wrong')
  })
})
