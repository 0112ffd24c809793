/** What ends when a signal fires. */
export interface Abortable {
  abort(): void
}

/** Those that one signal ends; its only listener, as long as there are any. */
class Listener {
  readonly ended = new Set<Abortable>()

  handleEvent(): void {
    for (const one of this.ended) one.abort()
  }
}

const listeners = new WeakMap<AbortSignal, Listener>()

/**
 * Has a signal that has not fired end something. One listener serves all that share the signal, as hundreds of requests of
 * one call do: from the eleventh on Node would warn of a leak.
 */
export function obey(signal: AbortSignal, one: Abortable): void {
  let listener = listeners.get(signal)
  if (listener === undefined) listeners.set(signal, (listener = new Listener()))
  if (listener.ended.size === 0) signal.addEventListener('abort', listener)
  listener.ended.add(one)
}

/** What is over is told no more; the last one leaves no listener behind. */
export function disobey(signal: AbortSignal, one: Abortable): void {
  const listener = listeners.get(signal)
  if (listener?.ended.delete(one) !== true || listener.ended.size > 0) return
  signal.removeEventListener('abort', listener)
}
