/**
 * Leaves a condition out on purpose: `where: { sensorId, day, at: since ? MoreThan(since) : skip }`. `undefined` would be
 * refused: it is more often a mistake, and would widen the query in silence.
 */
export const skip: unique symbol = Symbol.for('cassiform.skip')
