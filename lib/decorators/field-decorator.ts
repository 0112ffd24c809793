declare const why: unique symbol

/** Shown by the compiler in place of the property when its TypeScript type does not fit the column. */
export interface Mismatch<Reason extends string> {
  readonly [why]: Reason
}

/** What a property may hold to fit a column: also a narrower type, and a collection also read-only. */
type Fitting<Value> =
  Value extends Map<infer K, infer V>
    ? ReadonlyMap<Fitting<K>, Fitting<V>>
    : Value extends Set<infer Element>
      ? ReadonlySet<Fitting<Element>>
      : Value extends readonly unknown[]
        ? { readonly [I in keyof Value]: Fitting<Value[I]> }
        : Value

type Checked<Target, Key, Value> = Key extends keyof Target
  ? [NonNullable<Target[Key]>] extends [Fitting<Value>]
    ? Key
    : Mismatch<`property '${Key & string}' has a TypeScript type that its CQL type cannot hold`>
  : Key

/**
 * A property decorator for columns whose values are of type `Value`, in both decorator protocols. A property of
 * another type does not compile. Private properties pass unchecked under legacy decorators: the compiler hides them.
 */
export interface FieldDecorator<Value> {
  <This, Property extends Fitting<Value> | null | undefined>(
    value: undefined,
    context: ClassFieldDecoratorContext<This, Property>,
  ): void
  <This, Property extends Fitting<Value> | null | undefined>(
    value: ClassAccessorDecoratorTarget<This, Property>,
    context: ClassAccessorDecoratorContext<This, Property>,
  ): void
  // Last, because TypeScript 7 prints only the last failure.
  <Target extends object, Key extends string>(target: Target, key: Checked<Target, Key, Value> & Key): void
}

/** A class decorator in both protocols. */
export interface ClassDecorator {
  <Class extends abstract new (...args: never[]) => object>(target: Class, context?: ClassDecoratorContext): void
}
