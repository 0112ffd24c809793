/**
 * Tables of a keyspace that a node replaced by others of the same name: 5.0 says so in one line of its log that has a name
 * among what was created and among what was dropped, at level INFO. What was written to the one that lost is lost with it.
 */
export function replacedTables(log: string, keyspace: string): string[] {
  const diffs = log.matchAll(/tables=Diff\{created=\[([^\]]*)\], dropped=\[([^\]]*)\]/g)
  return [...diffs].flatMap(([, created, dropped]) => {
    const gone = new Set(namesOf(dropped!))
    return namesOf(created!).filter((name) => gone.has(name) && name.startsWith(`${keyspace}.`))
  })
}

/** Tables of a keyspace with how often a node set them up: once for each `CREATE TABLE` that had an effect. */
export function setUps(log: string, keyspace: string): Map<string, number> {
  const times = new Map<string, number>()
  for (const [, owner, name] of log.matchAll(/ Initializing (\w+)\.(\w+)$/gm)) {
    if (owner === keyspace) times.set(name!, (times.get(name!) ?? 0) + 1)
  }
  return times
}

function namesOf(list: string): string[] {
  return list.split(', ').filter((name) => name !== '')
}
