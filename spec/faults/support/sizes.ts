/** How much of a scenario is run: `CASSIFORM_FAULTS=short` is for every change, the full form takes an hour and more. */
const isShort = process.env['CASSIFORM_FAULTS'] === 'short'

/** The figures of the scenarios; `CASSIFORM_FAULTS_INSTANCES=8` and so on have the last word. */
export const sizes = {
  /** Processes that start on an empty keyspace at once, and how often. */
  instances: size('INSTANCES', isShort ? 4 : 16),
  boots: size('BOOTS', isShort ? 1 : 20),
  /** Processes that start with nothing to do. */
  idle: size('IDLE', isShort ? 4 : 32),
  /** Rows that each process writes into each table. */
  rows: size('ROWS', isShort ? 25 : 63),
  /** How often the leader is killed at each point, and how often it freezes. */
  kills: size('KILLS', isShort ? 1 : 5),
  freezes: size('FREEZES', isShort ? 1 : 10),
  /** Kills at the default length of the lease. */
  defaultLease: size('DEFAULT_LEASE', isShort ? 0 : 3),
  /** Starts during which two of three nodes hang. */
  pauses: size('PAUSES', isShort ? 1 : 50),
  /** Processes of each of two releases, and seconds of traffic. */
  releases: size('RELEASES', isShort ? 2 : 8),
  traffic: size('TRAFFIC', isShort ? 10 : 60),
}

export { isShort }

function size(name: string, standard: number): number {
  return Number(process.env[`CASSIFORM_FAULTS_${name}`] ?? standard)
}
