/**
 * Thrown by codecs for a value a type cannot hold. It knows neither entity nor property: the binder that called the
 * codec turns it into a `ValueError` with both. Not an `Error`: making a stack would cost more than the check.
 */
export class ValueRefusal {
  constructor(
    /** CQL type that refused, `list<int>`. */
    readonly cqlType: string,
    /** What it takes, in words: `an integer from -128 to 127`. */
    readonly expected: string,
    /** What kind of thing it was given, in words and without the value: `a number with a fraction`. */
    readonly given: string,
  ) {}
}

/** Throws a `ValueRefusal`; the parameters are those of its constructor. */
export function refuse(cqlType: string, expected: string, given: string): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- not an Error on purpose, see the class
  throw new ValueRefusal(cqlType, expected, given)
}
