const pages = 'CQL leaves out no rows: findPage() goes on where the last page ended.'
const joins = 'Cassandra joins no tables: read each by its key, or keep a table for the question.'

/** Options that people know from other databases, and what there is in their place. */
const advice: ReadonlyMap<string, string> = new Map([
  ['take', 'Write limit.'],
  ['skip', pages],
  ['offset', pages],
  ['relations', joins],
  ['join', joins],
  ['lock', 'Conditional writes compare and write in one step: { if: … }, or @VersionColumn.'],
  ['transaction', 'db.batch() makes several writes one.'],
  ['withDeleted', 'What is deleted is gone: keep a column that says so, as part of the key or indexed.'],
])

/** ` Write limit.` for an option of other mappers, with the space in front; undefined for any other. */
export function insteadOf(option: string): string | undefined {
  const found = advice.get(option)
  return found && ` ${found}`
}
