import type { types } from 'cassandra-driver'
import type { TestRunOperations } from '../../operations/test-runs.js'
import { selectFrom } from '../../tables/table.js'
import { testRunsTable } from '../../tables/test-runs.js'
import type { TestRunData } from '../../tables/test-runs.js'
import { firstOf, idempotent, idOf, optionalId } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class TestRun implements TestRunData {
  buildId: string
  startTime: Date
  id: string
  releaseId: string | undefined
  groupId: string | undefined
  testId: string | undefined
  assignee: string | undefined
  status: string
  investigationStatus: string
  heartbeat: number
  endTime: Date | undefined
  buildJobUrl: string | undefined
  scyllaVersion: string | undefined

  constructor(row: types.Row) {
    this.buildId = row.build_id as string
    this.startTime = row.start_time as Date
    this.id = idOf(row.id)
    this.releaseId = optionalId(row.release_id)
    this.groupId = optionalId(row.group_id)
    this.testId = optionalId(row.test_id)
    this.assignee = optionalId(row.assignee)
    this.status = row.status as string
    this.investigationStatus = row.investigation_status as string
    this.heartbeat = row.heartbeat as number
    this.endTime = (row.end_time as Date | null) ?? undefined
    this.buildJobUrl = (row.build_job_url as string | null) ?? undefined
    this.scyllaVersion = (row.scylla_version as string | null) ?? undefined
  }
}

export function testRunOperations(client: BareClient, keyspace: string): TestRunOperations {
  const select = selectFrom(keyspace, testRunsTable, 'build_id = ?')
  const selectLatest = `${select} LIMIT ?`
  const update = `UPDATE ${keyspace}.test_runs SET status = ?, heartbeat = ? WHERE build_id = ? AND start_time = ?`
  return {
    findRuns: async (buildId) =>
      (await client.execute(select, [buildId], idempotent)).rows.map((row) => new TestRun(row)),
    findLatestRuns: async (buildId, limit) =>
      (await client.execute(selectLatest, [buildId, limit], idempotent)).rows.map((row) => new TestRun(row)),
    async updateLatestStatus(buildId, status, heartbeat) {
      const run = firstOf(TestRun, await client.execute(selectLatest, [buildId, 1], idempotent))
      if (run === null) return
      await client.execute(update, [status, heartbeat, run.buildId, run.startTime], idempotent)
    },
  }
}
