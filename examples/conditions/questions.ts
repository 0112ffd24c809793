import type { Question } from '../quickstart/question.js'
import { aMapEntry, aMapKey, anElement, aPattern } from './by-content.js'
import { aRange, aSkippedCondition, aTupleRange, inWordsOfCql } from './by-key.js'
import { halvesOfTheRing, severalPartitions } from './by-partition.js'

export const questions: readonly Question[] = [
  aRange,
  aTupleRange,
  aSkippedCondition,
  severalPartitions,
  halvesOfTheRing,
  anElement,
  aMapKey,
  aMapEntry,
  aPattern,
  inWordsOfCql,
]
