import { VersionConflictError } from 'cassiform'
import type { Repository } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Programme } from './programme.js'

const show = 'Hamlet'

/** `@VersionColumn`: a save of what somebody else has changed meanwhile is refused, and says with what it collided. */
export const versions: Question = {
  text: 'Two people edit the programme.',
  columns: ['save', 'answer'],
  async answer(db) {
    const programmes = db.getRepository(Programme)
    const made = await programmes.save({ show, title: 'Hamlet' })
    const [mine, theirs] = [await programmes.findOneByOrFail({ show }), await programmes.findOneByOrFail({ show })]
    theirs.title = 'Hamlet, Prince of Denmark'
    mine.title = 'HAMLET'
    return [
      ['a new one', `version ${made.version}`],
      ['theirs', await saved(programmes, theirs)],
      ['mine', await saved(programmes, mine)],
      [
        'mine, made of what is there now',
        await saved(programmes, (await programmes.preload({ show, title: mine.title }))!),
      ],
    ]
  },
}

async function saved(programmes: Repository<Programme>, programme: Programme): Promise<string> {
  try {
    return `version ${(await programmes.save(programme)).version}`
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error
    const { version } = error.current as Programme
    return `conflict: expected version ${String(error.expected)}, there is ${version}`
  }
}
