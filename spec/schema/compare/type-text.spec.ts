import { hasOwnCells, sameFieldType, sameType, userTypesIn } from '../../../lib/schema/compare/type-text.js'

describe('sameType', () => {
  it.each([
    ['int', 'int'],
    ['frozen<list<int>>', 'frozen< list<int> >'],
    ['frozen<"address">', 'frozen<address>'],
    ['"address"', 'address'],
    ['list<frozen<"Big One">>', 'list<frozen<"Big One">>'],
    ['frozen<tuple<int, frozen<"a">>>', 'frozen<tuple<int, a>>'],
    ['vector<frozen<list<int>>, 2>', 'vector<list<int>, 2>'],
    ['vector<frozen<"a">, 2>', 'vector<a, 2>'],
    ["'org.example.Type(a=>b)'", "'org.example.Type( a=>b )'"],
  ])('takes %s and %s for the same', (ours, live) => {
    expect(sameType(ours, live)).toBe(true)
  })

  it.each([
    ['int', 'bigint'],
    ['"address"', 'frozen<address>'],
    ['frozen<"Address">', 'frozen<address>'],
    ['list<int>', 'frozen<list<int>>'],
    ['vector<float, 3>', 'vector<float, 4>'],
    ["'org.example.Type(a)'", "'org.example.Type(b)'"],
  ])('tells %s from %s', (ours, live) => {
    expect(sameType(ours, live)).toBe(false)
  })
})

describe('sameFieldType', () => {
  it('makes no difference of frozen', () => {
    expect(sameFieldType('frozen<list<text>>', 'list<text>')).toBe(true)
    expect(sameFieldType('frozen<map<text, frozen<"a">>>', 'map<text, frozen<a>>')).toBe(true)
  })

  it('tells types apart', () => {
    expect(sameFieldType('frozen<list<text>>', 'set<text>')).toBe(false)
    expect(sameFieldType('frozen<"a">', 'frozen<b>')).toBe(false)
  })
})

it('finds user-defined types at any depth, and none in what it cannot read', () => {
  expect(userTypesIn('map<text, frozen<tuple<a, list<frozen<"B c">>>>>')).toEqual(['a', 'B c'])
  expect(userTypesIn('frozen<int>')).toEqual([])
  expect(userTypesIn('int')).toEqual([])
})

it('knows collections with cells of their own', () => {
  expect(['list<int>', 'frozen<list<int>>', 'frozen<int>', 'a', 'tuple<int>'].map(hasOwnCells)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
