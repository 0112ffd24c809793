/**
 * A name as people write it in CQL: parts with a dot between, each bare if it is plain lower case and quoted otherwise,
 * `shop.readings."Weird ""name"""`. For messages, not for statements.
 */
export function objectName(...parts: readonly string[]): string {
  return parts.map((part) => (/^[a-z][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.')
}

/** Whether what is named so is a keyspace or something in it. */
export function isWithin(keyspace: string, object: string): boolean {
  const name = objectName(keyspace)
  return object === name || object.startsWith(`${name}.`)
}
