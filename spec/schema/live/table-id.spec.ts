import { createHash } from 'node:crypto'
import { tableId } from '../../../lib/schema/live/table-id.js'

describe('tableId', () => {
  it('never changes: two versions of this package have to agree', () => {
    expect(tableId('shop', 'readings')).toBe('9def7147-6907-5b3b-b523-cab0868bf632')
    expect(tableId('shop', 'readings', 1)).toBe('5a2ba7fc-bff4-52f4-a378-574fca49f43e')
  })

  it('is a uuid of version 5 of the names and the generation', () => {
    const namespace = Buffer.from('6ba0a3a54c0e5e3f9c4a1d7b52c7e0d1', 'hex')
    const hash = createHash('sha1').update(namespace).update('shop.readings.0').digest('hex')
    const id = tableId('shop', 'readings')
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const spread = id.replaceAll('-', '')
    expect([spread.slice(0, 12), spread.slice(13, 16), spread.slice(17)]).toEqual([
      hash.slice(0, 12),
      hash.slice(13, 16),
      hash.slice(17, 32),
    ])
  })

  it('differs between keyspaces, tables and generations', () => {
    const ids = [tableId('a', 'b'), tableId('a', 'c'), tableId('b', 'b'), tableId('a', 'b', 1), tableId('A', 'b')]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
