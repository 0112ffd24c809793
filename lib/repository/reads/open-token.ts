import type { PageTokens, TokenBinding, TokenFault } from '../../execution/pages/page-tokens.js'
import type { Call } from '../../plan/call.js'
import { refuse } from '../../plan/call.js'

const words = {
  page: { code: 'E_PAGE_TOKEN', option: 'page', wayOut: 'Begin with the first page: leave page out.' },
  scan: { code: 'E_SCAN_RESUME', option: 'resume', wayOut: 'Begin the scan anew: leave resume out.' },
} as const

const reasons: Readonly<Record<TokenFault, string>> = {
  form: 'is no token of this library, or was cut short',
  protection: 'was made with another protection: pageTokenSecret was given then and is not now, or the other way round',
  binding: 'was altered, or belongs to another query, other values, another table or another pageTokenSecret',
}

/** What a token of this query holds; any other is refused before anything is sent. */
export function openToken(call: Call, tokens: PageTokens, binding: TokenBinding, token: unknown): Buffer {
  const opened = tokens.open(binding, token)
  return typeof opened === 'string' ? refuseToken(call, binding.purpose, opened) : opened
}

/** Raises `E_PAGE_TOKEN` or `E_SCAN_RESUME`. */
export function refuseToken(call: Call, purpose: TokenBinding['purpose'], fault: TokenFault): never {
  const { code, option, wayOut } = words[purpose]
  return refuse(call, code, `option '${option}' ${reasons[fault]}.`, { hint: wayOut })
}
