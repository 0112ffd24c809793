import type { ClassDecorator } from './field-decorator.js'

/** Shared by copies of this library in one process. */
const mark = Symbol.for('cassiform.subscriber')

/** A class whose instances are told what happens to entities: see `EntitySubscriberInterface`. */
export function EventSubscriber(): ClassDecorator {
  return (target: object) => {
    Object.defineProperty(target, mark, { value: true })
  }
}

/** Whether a class, or one that it extends, is decorated with `@EventSubscriber`. */
export function isEventSubscriber(target: object): boolean {
  return mark in target
}
