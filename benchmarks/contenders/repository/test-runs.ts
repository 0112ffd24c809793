import type { KEY } from '../../../lib/index.js'
import type { TestRunOperations } from '../../operations/test-runs.js'
import type { TestRunData } from '../../tables/test-runs.js'
import type { Package, Topic } from './topic.js'

export function testRunTopic({
  Table,
  PartitionKey,
  ClusteringColumn,
  Column,
  Index,
}: Package): Topic<TestRunOperations> {
  @Table('test_runs')
  class TestRun implements TestRunData {
    declare readonly [KEY]?: {
      partition: ['buildId']
      clustering: ['startTime']
      indexed: ['id', 'releaseId', 'groupId', 'testId', 'assignee']
    }
    @PartitionKey('text') buildId!: string
    @ClusteringColumn('timestamp', { order: 'desc' }) startTime!: Date
    @Column('uuid') @Index() id!: string
    @Column('uuid') @Index() releaseId: string | undefined
    @Column('uuid') @Index() groupId: string | undefined
    @Column('uuid') @Index() testId: string | undefined
    @Column('uuid') @Index() assignee: string | undefined
    @Column('text') status!: string
    @Column('text') investigationStatus!: string
    @Column('int') heartbeat!: number
    @Column('timestamp') endTime: Date | undefined
    @Column('text') buildJobUrl: string | undefined
    @Column('text') scyllaVersion: string | undefined
  }

  return {
    entities: [TestRun],
    operations(db) {
      const runs = db.getRepository(TestRun)
      return {
        findRuns: (buildId) => runs.findBy({ buildId }),
        findLatestRuns: (buildId, limit) => runs.find({ where: { buildId }, limit }),
        async updateLatestStatus(buildId, status, heartbeat) {
          const run = await runs.findOneBy({ buildId })
          if (run === null) return
          run.status = status
          run.heartbeat = heartbeat
          await runs.save(run)
        },
      }
    },
  }
}
