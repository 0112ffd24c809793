import type { Mismatch } from './field-decorator.js'

/**
 * A class decorator in both protocols, for classes whose properties can hold what the properties of the same names hold
 * in `Base`. Whether a value is there may differ: a key column of a view always has one.
 */
export interface ViewDecorator<Base> {
  <Class extends abstract new (...args: never[]) => object>(
    target: Class & Checked<MisfitIn<InstanceType<Class>, Base>>,
    context?: ClassDecoratorContext,
  ): void
}

type Checked<Misfit> = [Misfit] extends [never]
  ? unknown
  : Mismatch<`property '${Misfit & string}' has another TypeScript type than in the entity that this is a view of`>

type MisfitIn<View, Base> = {
  [N in keyof View & keyof Base & string]: [NonNullable<Base[N]>] extends [NonNullable<View[N]>] ? never : N
}[keyof View & keyof Base & string]
