import type { EntityClass } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Bicycle, nearest, nearestOfMaker } from './bicycles.js'
import { figures, listed } from './figures.js'
import { days, firstOfEach } from './groups.js'
import { parts, receipts } from './parts.js'
import { Trip } from './trip.js'

/** Entities of the rental and the questions that are put to them. */
export interface Rental {
  readonly entities: readonly EntityClass[]
  readonly questions: readonly Question[]
}

const everywhere: Rental = {
  entities: [Trip],
  questions: [firstOfEach, days, figures, listed, parts, receipts],
}

/** What a server can answer: vectors came with Cassandra 5.0. */
export function rentalOn(version: string): Rental {
  if (Number.parseInt(version, 10) < 5) return everywhere
  return {
    entities: [...everywhere.entities, Bicycle],
    questions: [...everywhere.questions, nearest, nearestOfMaker],
  }
}
