import type { EntityClass } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { counters } from './counting.js'
import { Customer } from './customer.js'
import { changedFields, userTypes } from './customers.js'
import { Likeness } from './likeness.js'
import { vectors } from './likenesses.js'
import { collections, nativeTypes, representations } from './native-types.js'
import { Offer } from './offer.js'
import { anUpdate, hiddenColumns, suppliedColumns } from './offers.js'
import { PageViews } from './page-views.js'
import { Product } from './product.js'
import { Review } from './review.js'
import { definedEntity } from './reviews.js'

/** Entities of the shop and the work that is done with them. User-defined types come with the entities that hold them. */
export interface Shop {
  readonly entities: readonly EntityClass[]
  readonly chapters: readonly Question[]
}

const everywhere: Shop = {
  entities: [Product, Offer, Customer, PageViews, Review],
  chapters: [
    nativeTypes,
    collections,
    representations,
    suppliedColumns,
    anUpdate,
    hiddenColumns,
    userTypes,
    changedFields,
    counters,
    definedEntity,
  ],
}

/** The shop a server can hold: vectors came with Cassandra 5.0. */
export function shopOn(version: string): Shop {
  if (!hasVectors(version)) return everywhere
  return { entities: [...everywhere.entities, Likeness], chapters: [...everywhere.chapters, vectors] }
}

export function hasVectors(version: string): boolean {
  return Number.parseInt(version, 10) >= 5
}
