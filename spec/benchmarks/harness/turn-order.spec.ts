import { turnOrder } from '../../../benchmarks/harness/turn-order.js'

describe('turnOrder', () => {
  it('gives everyone one turn', () => {
    for (let turn = 0; turn < 12; turn++) expect([...turnOrder(3, turn, 5)].sort()).toEqual([0, 1, 2])
  })

  it('lets everyone go first equally often', () => {
    const first = Array.from({ length: 12 }, (_, turn) => turnOrder(3, turn, 0)[0])
    expect([0, 1, 2].map((side) => first.filter((one) => one === side).length)).toEqual([4, 4, 4])
  })

  it('gives nobody the same predecessor every time', () => {
    const orders = Array.from({ length: 12 }, (_, turn) => turnOrder(3, turn, 0))
    const before = orders.map((order) => order[order.indexOf(2) - 1])
    expect(new Set(before)).toEqual(new Set([0, 1, undefined]))
  })
})
