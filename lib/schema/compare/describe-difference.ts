import type { SchemaDifference } from '../../errors/schema-error.js'

/**
 * One difference as one line: `[object] what is wrong; expected …, found …. Hint.` Names and comments come from
 * outside and may hold line breaks, which would end a comment of a printed plan: control characters are spelled out.
 */
export function describeDifference({ object, reason, wanted, is, hint }: SchemaDifference): string {
  const sentence = `[${object}] ${reason}; expected ${wanted ?? 'nothing'}, found ${is ?? 'nothing'}.`
  return spellControls(hint === undefined ? sentence : `${sentence} ${hint}`)
}

/** Text on one line: control characters as `\u000a`. */
export function spellControls(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
