import { ExecutionError } from '../../lib/errors/execution-error.js'
import { describeDrift } from '../../lib/schema/describe-drift.js'
import { AssignedTicket, Ticket } from '../support/tickets.js'
import { fakeServer } from './support/fake-server.js'
import { liveKeyspace, liveSchema, liveTable, liveView, withColumn } from './support/live.js'
import { modelsOf } from './support/models.js'

const [ticket, assigned] = modelsOf([Ticket, AssignedTicket])
const failure = new ExecutionError('the schema changed.', { code: 'E_SCHEMA_CHANGED', outcome: 'rejected' })

describe('a failed read of a materialized view', () => {
  it('names the column that the live view has not', async () => {
    const view = { ...liveView(assigned!), ...withColumn(liveView(assigned!), 'cost', undefined) }
    const views = new Map([['tickets_by_assignee', view]])
    const { driver } = fakeServer({ live: () => liveSchema(liveKeyspace([liveTable(ticket!)], { views })) })
    const error = await describeDrift(driver, assigned!, failure)
    expect(error.message).toContain('[shop.tickets_by_assignee.cost] is not in the view')
    expect(error.property).toBe('cost')
  })

  it('says that the view is gone', async () => {
    const { driver } = fakeServer({ live: () => liveSchema(liveKeyspace([liveTable(ticket!)])) })
    const error = await describeDrift(driver, assigned!, failure)
    expect(error.message).toContain('[shop.tickets_by_assignee] does not exist; expected the view of AssignedTicket')
  })

  it('says nothing more where view and class agree', async () => {
    const views = new Map([['tickets_by_assignee', liveView(assigned!)]])
    const { driver } = fakeServer({ live: () => liveSchema(liveKeyspace([liveTable(ticket!)], { views })) })
    expect(await describeDrift(driver, assigned!, failure)).toBe(failure)
  })
})
