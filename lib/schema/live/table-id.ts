import { createHash } from 'node:crypto'

/** Namespace of our table ids: arbitrary, and never to change, since two versions of this package must agree. */
const namespace = Buffer.from('6ba0a3a54c0e5e3f9c4a1d7b52c7e0d1', 'hex')

/**
 * The id a table is created with: the same in every process, for `CREATE TABLE … WITH ID`. With ids made up by the
 * server (CASSANDRA-5202), two nodes asked at once create two tables of one name, and one of them is dropped with
 * what was written to it. A uuid of version 5 (RFC 9562) of keyspace, table and generation, which hold no dots.
 *
 * An id must not be used again after a drop, or a node that missed the drop takes the new table for the old one:
 * then the generation is to be raised.
 */
export function tableId(keyspace: string, table: string, generation = 0): string {
  const hash = createHash('sha1').update(namespace).update(`${keyspace}.${table}.${generation}`).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
