const condition = /\s*("(?:[^"]|"")*"|\w+)\s+IS\s+NOT\s+NULL\s*(?:AND\s+|$)/iy

/** The columns of a condition that says of columns that they are not null, and nothing else; undefined for any other. */
export function notNullColumns(whereClause: string): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  condition.lastIndex = 0
  while (condition.lastIndex < whereClause.length) {
    const name = condition.exec(whereClause)?.[1]
    if (name === undefined) return undefined
    names.add(name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name)
  }
  return names
}
