import type { TestRunData } from '../tables/test-runs.js'

/** A few rows of a partition, newest first. */
export interface TestRunOperations {
  findRuns(buildId: string): Promise<readonly TestRunData[]>
  findLatestRuns(buildId: string, limit: number): Promise<readonly TestRunData[]>
  /** Reads the newest run of a build, changes two columns of it and stores it: what is sent is the changes. */
  updateLatestStatus(buildId: string, status: string, heartbeat: number): Promise<unknown>
}
