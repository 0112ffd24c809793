import { defineEntity, defineUserType, set, udt } from 'cassiform'
import type { DataSource } from 'cassiform'

// #region defined
export const Place = defineUserType({ name: 'place', fields: { hall: 'text', shelf: 'int' } })

export const Sensor = defineEntity({
  name: 'sensors',
  columns: {
    site: 'text',
    installedAt: 'timestamp',
    kind: { type: 'text', enum: ['heat', 'light'], default: 'heat' },
    place: udt(() => Place),
    tags: set('text'),
    changedAt: { updateDate: true },
  },
  partitionKey: ['site'],
  clusteringColumns: [{ installedAt: 'desc' }],
})
export type Sensor = InstanceType<typeof Sensor>
// #endregion

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function useSensors(db: DataSource): Promise<void> {
  // #region defined-usage
  await db.getRepository(Sensor).insert({ site: 'north', installedAt: new Date(), place: { hall: 'B', shelf: 2 } })
  // INSERT INTO "plant"."sensors" ("site", "installed_at", "kind", "place", "tags", "changed_at")
  //   VALUES (?, ?, ?, ?, ?, ?)
  // #endregion
}
