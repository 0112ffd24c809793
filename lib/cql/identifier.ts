/** A name as CQL text: always quoted, quotes doubled, so that case, reserved words and any character survive. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text literal for the few places of DDL where the server takes no bind marker. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Longest keyspace name the server takes. */
export const maxKeyspaceNameLength = 48

/**
 * Why a name cannot be a keyspace or table name, or undefined. Quoted or not, the server allows word characters
 * only; table names longer than 48 were accepted by 5.0 and refused by older servers, so only keyspaces are measured.
 */
export function refuseTableLikeName(name: string, kind: 'keyspace' | 'table' | 'index' | 'type'): string | undefined {
  if (!/^[A-Za-z0-9_]+$/.test(name)) {
    return `${kind === 'index' ? 'an' : 'a'} ${kind} name may hold only the letters a-z and A-Z, digits and underscores`
  }
  if (kind === 'keyspace' && name.length > maxKeyspaceNameLength) {
    return `a keyspace name may have ${maxKeyspaceNameLength} characters at most, this one has ${name.length}`
  }
  return undefined
}

/** Why a name cannot be a column name, or undefined. Quoted column names may hold any well-formed text. */
export function refuseColumnName(name: string): string | undefined {
  if (name === '') return 'a column name may not be empty'
  if (!name.isWellFormed()) return 'a column name must be well-formed Unicode (this one holds half a surrogate pair)'
  if (name.includes('\0')) return 'a column name may not hold a NUL character'
  if (Buffer.byteLength(name) > 65535) return 'a column name may take 65,535 bytes at most'
  return undefined
}

/** Why a name cannot be that of a field of a user-defined type, or undefined. Rows have columns under aliases, fields not. */
export function refuseFieldName(name: string): string | undefined {
  if (name === '__proto__') return 'the driver cannot read a field of this name back; choose another'
  return refuseColumnName(name)?.replace('column', 'field')
}

/** The driver assigns cells to a row object by column name; on these names that does something else. */
const unreadable: ReadonlySet<string> = new Set(['__proto__', '__columns'])

/** Whether the driver loses cells under this name, so that they must be read under an alias. */
export function needsAlias(columnName: string): boolean {
  return unreadable.has(columnName)
}

/** A name for a result that has none of its own, or one that cannot be used. */
export function aliasOf(what: string, ordinal: number): string {
  return `${what} ${ordinal}`
}
