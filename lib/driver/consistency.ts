import { OptionError } from '../errors/option-error.js'
import { didYouMean } from '../errors/did-you-mean.js'

/** Protocol codes of the consistency levels by their CQL names. */
const codes = {
  ANY: 0,
  ONE: 1,
  TWO: 2,
  THREE: 3,
  QUORUM: 4,
  ALL: 5,
  LOCAL_QUORUM: 6,
  EACH_QUORUM: 7,
  SERIAL: 8,
  LOCAL_SERIAL: 9,
  LOCAL_ONE: 10,
} as const

/** Replicas that must answer. Not ANY: the driver takes its code, 0, for none at all and sends ONE. */
export type Consistency = Exclude<keyof typeof codes, 'ANY'>

const known: readonly string[] = Object.keys(codes).filter((level) => level !== 'ANY')

/** Consistency of the Paxos phase of conditional statements. */
export type SerialConsistency = 'SERIAL' | 'LOCAL_SERIAL'

/** The protocol code of a level; an unknown name is an `OptionError`. */
export function consistencyCode(level: string): number {
  if (typeof level !== 'string')
    throw new OptionError('a consistency level is given by its name, such as LOCAL_QUORUM.')
  if (level === 'ANY') {
    throw new OptionError("the consistency level 'ANY' cannot be sent: the driver would send ONE in its place.", {
      hint: 'Say ONE, or LOCAL_ONE, which wait for one replica.',
    })
  }
  if (known.includes(level)) return codes[level as Consistency]
  throw new OptionError(`unknown consistency level '${level}'.${didYouMean(level, known)}`, {
    hint: `Known: ${known.join(', ')}.`,
  })
}

/** The protocol code of a serial level; anything but SERIAL and LOCAL_SERIAL is an `OptionError`. */
export function serialConsistencyCode(level: string): number {
  if (level === 'SERIAL' || level === 'LOCAL_SERIAL') return codes[level]
  throw new OptionError(`unknown serial consistency level '${level}'; expected SERIAL or LOCAL_SERIAL.`)
}

/** The name of a protocol code; `an unknown consistency` for one that has none. */
export function consistencyName(code: number | undefined): string {
  return Object.entries(codes).find(([, one]) => one === code)?.[0] ?? 'an unknown consistency'
}
