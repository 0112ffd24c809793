import type { Client } from 'cassandra-driver'
import type { TestRunOperations } from '../../operations/test-runs.js'
import type { TestRunData } from '../../tables/test-runs.js'
import { id, mapTable, optional } from './model.js'

class TestRun {}

const columns = {
  id: id('id'),
  release_id: id('releaseId'),
  group_id: id('groupId'),
  test_id: id('testId'),
  assignee: id('assignee'),
  end_time: optional('endTime'),
  build_job_url: optional('buildJobUrl'),
  scylla_version: optional('scyllaVersion'),
}

export function testRunOperations(client: Client, keyspace: string): TestRunOperations {
  const { model } = mapTable<TestRunData>(client, keyspace, 'test_runs', TestRun, columns)
  return {
    findRuns: async (buildId) => (await model.find({ buildId })).toArray(),
    findLatestRuns: async (buildId, limit) => (await model.find({ buildId }, { limit })).toArray(),
    async updateLatestStatus(buildId, status, heartbeat) {
      const run = (await model.find({ buildId }, { limit: 1 })).first()
      if (run !== null) await model.update({ buildId, startTime: run.startTime, status, heartbeat })
    },
  }
}
