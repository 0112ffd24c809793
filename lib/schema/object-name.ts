/**
 * A name as people write it in CQL: parts with a dot between, each bare if it is plain lower case and quoted otherwise,
 * `shop.readings."Weird ""name"""`. For messages, not for statements.
 */
export function objectName(...parts: readonly string[]): string {
  return parts.map((part) => (/^[a-z][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.')
}

/** Whether an object, by its name as above, is what the parts name or something in it: a keyspace, a table of one. */
export function isWithin(object: string, ...parts: readonly string[]): boolean {
  const name = objectName(...parts)
  return object === name || object.startsWith(`${name}.`)
}
