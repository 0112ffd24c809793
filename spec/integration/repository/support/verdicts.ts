import type { Driver } from '../../../../lib/driver/driver.js'
import { isCassiformError } from '../../../../lib/index.js'
import { renderStatement } from '../../../../lib/cql/render-statement.js'
import { EntityPlans } from '../../../../lib/plan/entity-plans.js'
import { relationsOf } from '../../../../lib/plan/where/relations.js'
import { readWhere } from '../../../../lib/plan/where/restriction.js'
import { interpretBind } from '../../../../lib/plan/writes/compile-bind.js'
import type { TableModel } from '../../../../lib/model/table-model.js'

/** A condition, and whether filtering is allowed. */
export interface Question {
  readonly where: object
  readonly allowFiltering: boolean
}

/** What the planner says of a condition: that it can be sent, or the code of its refusal. */
export function plannersVerdict(model: TableModel, { where, allowFiltering }: Question): string {
  try {
    new EntityPlans(model).select('find', { where, allowFiltering })
    return 'yes'
  } catch (error) {
    if (isCassiformError(error)) return `no, ${error.code}`
    throw error
  }
}

/** What a server says of the same condition, sent to it without any check. */
export async function serversVerdict(driver: Driver, model: TableModel, question: Question): Promise<string> {
  const { restrictions } = readWhere({ model, method: 'find' }, question.where)
  const { cql, markers } = renderStatement({
    kind: 'select',
    isDistinct: false,
    table: model.qualifiedName,
    selectors: [{ column: model.partitionKey[0]!.quotedName }],
    where: relationsOf(restrictions, model),
    groupBy: [],
    orderBy: [],
    allowFiltering: question.allowFiltering,
  })
  const values = interpretBind(model.entityName, markers)(question.where)
  try {
    await driver.execute(cql, values, { prepare: true, readTimeout: 60_000 })
    return 'yes'
  } catch (error) {
    // 0x2200 invalid, 0x2000 syntax: a refusal; anything else is a failure of the test.
    if (![0x2200, 0x2000].includes((error as { code: number }).code)) throw error
    return `no, ${(error as Error).message.slice(0, 60)}`
  }
}

/** The questions on which planner and server differ, in words. */
export async function differences(
  driver: Driver,
  model: TableModel,
  questions: readonly Question[],
): Promise<string[]> {
  const found: string[] = []
  for (const question of questions) {
    const ours = plannersVerdict(model, question)
    const theirs = await serversVerdict(driver, model, question)
    if (ours.slice(0, 2) === theirs.slice(0, 2)) continue
    found.push(`${print(question)}: planner ${ours}, server ${theirs}`)
  }
  return found
}

function print({ where, allowFiltering }: Question): string {
  const parts = Object.entries(where).map(([name, value]) => {
    const kind = (value as { readonly kind?: string }).kind
    return `${name} ${kind ?? '='}`
  })
  return `${parts.join(', ')}${allowFiltering ? ' (filtering)' : ''}`
}
