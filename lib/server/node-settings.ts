/** Where one node listens and which node it asks for the others. */
export interface NodePlace {
  readonly host: string
  readonly nativePort: number
  readonly storagePort: number
  /** `host:port` of the first node. */
  readonly seed: string
  readonly clusterName: string
  /** Its place in the ring, from 0. */
  readonly index: number
  readonly nodes: number
}

/**
 * The `cassandra.yaml` of a node for throw-away data, as JSON, which is YAML. Everything but what the server demands, the
 * addresses, and the three features that are off by default keeps the server's own default.
 */
export function nodeSettings(place: NodePlace, yaml: Readonly<Record<string, unknown>> = {}): string {
  const { host, nativePort, storagePort, seed, clusterName, index, nodes } = place
  return JSON.stringify({
    cluster_name: clusterName,
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    endpoint_snitch: 'SimpleSnitch',
    seed_provider: [{ class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: [{ seeds: seed }] }],
    num_tokens: 1,
    initial_token: tokenOf(index, nodes),
    auto_bootstrap: false,
    listen_address: host,
    storage_port: storagePort,
    rpc_address: host,
    native_transport_port: nativePort,
    commitlog_sync: 'periodic',
    commitlog_sync_period: '10s',
    auto_snapshot: false,
    materialized_views_enabled: true,
    sasi_indexes_enabled: true,
    user_defined_functions_enabled: true,
    ...yaml,
  })
}

/** Tokens that divide the ring evenly: each node owns the same share. */
function tokenOf(index: number, nodes: number): string {
  const share = 2n ** 64n / BigInt(nodes)
  return String(share * BigInt(index) + share / 2n - 2n ** 63n)
}

/** Logs to the console, which the supervisor sends to a file. */
export const logbackConfiguration = `<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%-5level %d{ISO8601} [%t] %logger{0} %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="OUT"/></root>
</configuration>
`
