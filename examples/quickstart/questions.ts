import { removeQuarryBlasts, reviewARecord } from './changes.js'
import {
  aroundTheMainShock,
  eventsOfEachDay,
  feedOfLastDay,
  latestOfDay,
  strongestOfDay,
} from './earthquake-questions.js'
import type { Question } from './question.js'
import { beginningsOfQuarters, daysOfEachYear, lastDaysOnRecord, wetNovember } from './weather-questions.js'

/** Every question in its order: reads first, then the two that change rows. */
export const questions: readonly Question[] = [
  eventsOfEachDay,
  daysOfEachYear,
  latestOfDay,
  aroundTheMainShock,
  strongestOfDay,
  feedOfLastDay,
  beginningsOfQuarters,
  wetNovember,
  lastDaysOnRecord,
  reviewARecord,
  removeQuarryBlasts,
]
