import type { ActivityData } from '../tables/activities.js'

/** Rows with many indexes. */
export interface ActivityOperations {
  /** Writes all or none of them: one logged batch. */
  insertActivities(activities: readonly ActivityData[]): Promise<unknown>
  getActivity(id: string): Promise<ActivityData | null>
}
