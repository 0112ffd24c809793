import { KEY } from 'cassiform'
import type { Repository } from 'cassiform'
import { hidden } from './entities.js'

/** A name in `KEY` that is no property makes every use of the key an error, instead of a condition that fits all. */
class Misspelt {
  declare readonly [KEY]?: { partition: ['tenantID']; clustering: ['at'] }
  tenantId!: string
  at!: Date
}

declare const misspelt: Repository<Misspelt>

// @ts-expect-error KEY lists 'tenantID'
misspelt.find({ where: {} })
// @ts-expect-error KEY lists 'tenantID'
misspelt.find({ where: { tenantId: 'a' } })
// @ts-expect-error KEY lists 'tenantID'
misspelt.find({ where: { tenantID: 'a' } })
// @ts-expect-error KEY lists 'tenantID'
misspelt.findByKeys([{ at: new Date() }])
// @ts-expect-error KEY lists 'tenantID'
misspelt.update({ tenantId: 'a', at: new Date() }, {})
// @ts-expect-error KEY lists a private property
hidden.find({ where: {} })
// @ts-expect-error KEY lists a private property
hidden.findByKeys([{}])
