import { buildWritePlan } from './build-write-plan.js'
import type { Call } from './call.js'
import { cellMarker, requiredMarker } from './marker.js'
import type { WritePlan } from './statement-plan.js'
import { planUsing } from './using.js'
import type { UsingShape } from './using.js'

/**
 * `INSERT INTO "ks"."t" (…) VALUES (…) USING TTL ?` with every column of the entity: an absent property is bound as
 * unset and leaves its cell alone, so one text serves every entity. Arguments of `bind`: entity, options.
 */
export function planInsert({ model }: Call, using: UsingShape): WritePlan {
  return buildWritePlan(model, {
    kind: 'insert',
    table: model.qualifiedName,
    columns: model.columns.map((column) => {
      const source = { argument: 0, path: [column.propertyName] } as const
      const isKey = column.role === 'partition' || column.role === 'clustering'
      return { column: column.quotedName, marker: isKey ? requiredMarker(column, source) : cellMarker(column, source) }
    }),
    using: planUsing(using, 1),
  })
}
