import { grantCql, isHeld, withoutCovered } from '../../../lib/schema/permissions/grant.js'
import type { Grant } from '../../../lib/schema/permissions/grant.js'

const everywhere: Grant = { permission: 'ALTER' }
const inShop: Grant = { permission: 'ALTER', keyspace: 'shop' }
const onNotes: Grant = { permission: 'ALTER', keyspace: 'shop', table: 'notes' }

describe('grantCql', () => {
  it.each([
    [everywhere, 'app', 'GRANT ALTER ON ALL KEYSPACES TO "app"'],
    [inShop, 'App', 'GRANT ALTER ON KEYSPACE "shop" TO "App"'],
    [onNotes, 'say "hi"', 'GRANT ALTER ON TABLE "shop"."notes" TO "say ""hi"""'],
    [{ ...onNotes, keyspace: 'Shop', table: 'Notes' }, 'app', 'GRANT ALTER ON TABLE "Shop"."Notes" TO "app"'],
  ])('%o', (grant, role, cql) => {
    expect(grantCql(grant, role)).toBe(cql)
  })
})

describe('isHeld', () => {
  it.each([
    ['<all keyspaces>', [true, true, true]],
    ['<keyspace shop>', [false, true, true]],
    ['<all tables in shop>', [false, true, true]],
    ['<table shop.notes>', [false, false, true]],
    ['<keyspace shopping>', [false, false, false]],
    ['<all tables in Shop>', [false, false, false]],
    ['<table shop.notes2>', [false, false, false]],
    ['<all roles>', [false, false, false]],
  ])('on %s: on all keyspaces, a keyspace, a table %o', (resource, expected) => {
    const held = new Set([`ALTER ${resource}`, 'SELECT <all keyspaces>'])
    expect([everywhere, inShop, onNotes].map((grant) => isHeld(grant, held))).toEqual(expected)
  })
})

describe('withoutCovered', () => {
  it('leaves out what another grant gives as well, and what is there twice', () => {
    const other: Grant = { permission: 'ALTER', keyspace: 'other', table: 'notes' }
    const select: Grant = { ...onNotes, permission: 'SELECT' }
    expect(withoutCovered([onNotes, select, inShop, other, { ...onNotes }])).toEqual([select, inShop, other])
    expect(withoutCovered([onNotes, inShop, select, everywhere, other])).toEqual([select, everywhere])
    expect(withoutCovered([onNotes, { ...onNotes }])).toEqual([onNotes])
  })
})
