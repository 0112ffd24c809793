const masks: readonly (readonly [string, string])[] = [
  ['{', '⦃'],
  ['}', '⦄'],
  ['<', '‹'],
  ['>', '›'],
  [' | ', ' ¦ '],
  ['; ', '⁏ '],
]

/**
 * A message with the parts of unions and object types in alphabetical order: which of them a compiler happens to meet
 * first decides how it prints them.
 */
export function canonical(message: string): string {
  let text = message
  // Innermost brackets first; what is done is masked, so that the patterns see the next ones.
  for (let before = ''; before !== text;) {
    before = text
    text = text
      .replace(/\{ ([^{}<>]*); \}/g, (_, members: string) => mask(`{ ${sorted(members, '; ')}; }`))
      .replace(/<([^{}<>]*)>/g, (_, args: string) => mask(`<${args.split(', ').map(sortedUnion).join(', ')}>`))
  }
  // A name in quotes stands in the texts of refusals as well: there no quote ends a type.
  text = text.replace(/type '((?:"[^"]*"|[^'"])*)'/g, (_, type: string) => `type '${sortedUnion(type)}'`)
  return masks.reduce((unmasked, [plain, masked]) => unmasked.replaceAll(masked, plain), text)
}

function mask(text: string): string {
  return masks.reduce((masked, [plain, replacement]) => masked.replaceAll(plain, replacement), text)
}

function sortedUnion(type: string): string {
  return sorted(type, ' | ')
}

function sorted(list: string, separator: string): string {
  return list.split(separator).sort().join(separator)
}
