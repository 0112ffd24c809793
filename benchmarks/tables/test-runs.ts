import { seededId } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** One run of the tests of a build. */
export interface TestRunData {
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
}

/** A build of five runs. */
export const buildOf5 = 'build of five runs'
/** Builds of one run each, whose status changes. */
export const changingBuilds: readonly string[] = Array.from({ length: 100 }, (_, n) => `changing build ${n}`)

/** The run number `n` of a build. */
export function testRun(buildId: string, n: number): TestRunData {
  return {
    buildId,
    startTime: new Date(1_700_000_000_000 + n * 1000),
    id: seededId('9', n),
    releaseId: seededId('a', n),
    groupId: seededId('b', n),
    testId: seededId('c', n),
    assignee: seededId('d', n),
    status: n % 2 === 0 ? 'passed' : 'failed',
    investigationStatus: 'not_investigated',
    heartbeat: 0,
    endTime: undefined,
    buildJobUrl: undefined,
    scyllaVersion: '5.4.0',
  }
}

export const testRunsTable: BenchmarkTable = {
  name: 'test_runs',
  columns: {
    build_id: 'text',
    start_time: 'timestamp',
    id: 'uuid',
    release_id: 'uuid',
    group_id: 'uuid',
    test_id: 'uuid',
    assignee: 'uuid',
    status: 'text',
    investigation_status: 'text',
    heartbeat: 'int',
    end_time: 'timestamp',
    build_job_url: 'text',
    scylla_version: 'text',
  },
  primaryKey: '(build_id), start_time',
  order: '(start_time DESC)',
  indexes: ['(id)', '(release_id)', '(group_id)', '(test_id)', '(assignee)'],
  rows: () => [
    ...Array.from({ length: 5 }, (_, n) => valuesOf(testRun(buildOf5, n))),
    ...changingBuilds.map((build) => valuesOf(testRun(build, 0))),
  ],
}
