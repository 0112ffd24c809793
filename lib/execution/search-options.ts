import { OptionError } from '../errors/option-error.js'
import { maxNearest } from '../plan/reads/nearest.js'
import type { StatementPlan } from '../plan/statement-plan.js'
import type { ExecutionOptions } from './options.js'

/**
 * How a vector search is sent: at LOCAL_ONE, because the server answers at no other consistency (it goes down to it with
 * no more than a warning), and in one page, because it pages none. One that a call asks for by name is refused rather
 * than not kept; the default of a data source, a table or a view does not count as asked for.
 */
export function searchOptions({ entityName }: StatementPlan, options: ExecutionOptions = {}): ExecutionOptions {
  const { consistency = 'LOCAL_ONE' } = options
  if (consistency !== 'LOCAL_ONE' && consistency !== 'ONE') {
    throw new OptionError('a vector search is answered at ONE or LOCAL_ONE only, given another consistency.', {
      code: 'E_CONSISTENCY',
      entity: entityName,
      hint: 'Leave consistency out; read the rows that were found once more, by key, to be sure of them.',
    })
  }
  return { ...options, consistency, fetchSize: maxNearest }
}
