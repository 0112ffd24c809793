import { declareIndex } from '../metadata/declare.js'
import type { FieldDecorator } from './field-decorator.js'
import { normaliseIndex } from './index-declaration.js'
import type { IndexOptions } from './index-declaration.js'
import { propertyDecorator } from './protocol.js'

/**
 * An index on the column of this property, so that `where` may restrict it without the partition key:
 * `CREATE INDEX IF NOT EXISTS "readings_site_idx" ON "ks"."readings" ("site")`, with `USING 'sai'` for `using: 'sai'`,
 * and `CREATE CUSTOM INDEX … USING 'org.apache.cassandra.index.sasi.SASIIndex'` for `using: 'sasi'`.
 */
export function Index(options: IndexOptions = {}): FieldDecorator<unknown> {
  return propertyDecorator((property) => declareIndex(property.owner, normaliseIndex(property, options)))
}
