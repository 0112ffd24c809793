import { defineCase } from '../../harness/benchmark-case.js'
import { stockLine } from '../../tables/stock.js'
import type { StockLineData } from '../../tables/stock.js'

/** Lines of as many warehouses as it takes, 100 each. */
function* linesOf(prefix: string, count: number): Generator<StockLineData> {
  for (let i = 0; i < count; i++) yield stockLine(`${prefix} ${Math.floor(i / 100)}`, i % 100)
}

/** Many rows, a bounded number of requests at once. What is shown is the price of one row. */
export const benchmarkCase = defineCase({
  name: 'bulk insert',
  uses: ['insertStock', 'readStock'],
  requests: 1,
  blockSizes: { bulk: 100_000 },
  call: (operations, _, rows) => operations.insertStock(linesOf('bulk', rows)),
  async answer(operations) {
    await operations.insertStock(linesOf('small bulk', 250))
    return operations.readStock('small bulk 2')
  },
})
