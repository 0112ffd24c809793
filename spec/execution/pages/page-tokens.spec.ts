import { inspect } from 'node:util'
import fc from 'fast-check'
import { PageTokens } from '../../../lib/execution/pages/page-tokens.js'
import type { TokenBinding } from '../../../lib/execution/pages/page-tokens.js'

const binding: TokenBinding = {
  purpose: 'page',
  cql: 'SELECT "at" FROM "shop"."readings" WHERE "day" = ?',
  values: ['2026-01-02'],
}
const state = Buffer.from('0011223344556677aabbccddeeff', 'hex')
const secret = 'correct horse battery staple'

const forms = {
  encrypted: new PageTokens(secret),
  'with a check sum': new PageTokens(),
} as const

describe.each(Object.entries(forms))('a token, %s', (_, tokens) => {
  const token = tokens.seal(binding, state)

  it('gives its page state back, for an equal query', () => {
    expect(tokens.open({ ...binding, values: [...binding.values] }, token)).toEqual(state)
  })

  it('stands in a URL as it is', () => {
    expect(encodeURIComponent(token)).toBe(token)
  })

  it.each<[string, Partial<TokenBinding>]>([
    ['other columns', { cql: binding.cql.replace('"at"', '"value"') }],
    ['another keyspace', { cql: binding.cql.replace('shop', 'shop2') }],
    ['another table', { cql: binding.cql.replace('readings', 'events') }],
    ['another value', { values: ['2026-01-03'] }],
    ['a value of another type', { values: [new Date('2026-01-02')] }],
    ['one value more', { values: ['2026-01-02', 1] }],
    ['a scan', { purpose: 'scan' }],
  ])('is refused by a query of %s', (__, other) => {
    expect(tokens.open({ ...binding, ...other }, token)).toBe('binding')
  })

  it('is refused when any bit is flipped, any byte is missing or added, anywhere', () => {
    const bytes = Buffer.from(token, 'base64url')
    const flipped = Array.from({ length: bytes.length * 8 }, (__, bit) => {
      const copy = Buffer.from(bytes)
      copy[bit >> 3]! ^= 1 << (bit & 7)
      return copy
    })
    const cut = Array.from({ length: bytes.length }, (__, end) => bytes.subarray(0, end))
    const more = [Buffer.concat([bytes, Buffer.of(0)]), Buffer.concat([Buffer.of(bytes[0]!), bytes])]
    const accepted = [...flipped, ...cut, ...more].filter((copy) =>
      Buffer.isBuffer(tokens.open(binding, copy.toString('base64url'))),
    )
    expect(flipped.length).toBeGreaterThan(200)
    expect(accepted).toEqual([])
  })

  it('is refused when a character is changed that means no bit of it', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const accepted = Array.from(alphabet, (letter) => token.slice(0, -1) + letter).filter((text) =>
      Buffer.isBuffer(tokens.open(binding, text)),
    )
    expect(accepted).toEqual([token])
    const dressed = [`${token}=`, ` ${token}`, `${token}\n`, `${token}%3D`].map((text) => tokens.open(binding, text))
    expect(dressed).toEqual(['form', 'form', 'form', 'form'])
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['null', null],
    ['a number', 7],
    ['an object', { toString: () => token }],
    ['a list', [token]],
    ['a page state of the driver', state.toString('hex')],
    ['what decodes to no bytes', 'zz'],
    ['a text of a megabyte', 'A'.repeat(1_048_580)],
  ])('is not %s', (__, given) => {
    expect(tokens.open(binding, given)).toBe('form')
  })

  it('is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ max: 255, maxLength: 200 })), (made) => {
        const text = typeof made === 'string' ? made : Buffer.from(made).toString('base64url')
        return !Buffer.isBuffer(tokens.open(binding, text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an encrypted token', () => {
  const tokens = forms.encrypted

  it('shows nothing of the state, and is another each time', () => {
    const [one, two] = [tokens.seal(binding, state), tokens.seal(binding, state)]
    expect(one).not.toBe(two)
    expect(Buffer.from(one, 'base64url').includes(state.subarray(0, 4))).toBe(false)
    expect(Buffer.from(one, 'base64url')[0]).toBe(2)
  })

  it('is opened by another process with the same secret, and by no other secret', () => {
    const token = tokens.seal(binding, state)
    expect(new PageTokens(secret).open(binding, token)).toEqual(state)
    expect(new PageTokens(`${secret} `).open(binding, token)).toBe('binding')
  })

  it('is not replaced by one with a check sum, which anyone can make, nor the other way round', () => {
    expect(tokens.open(binding, new PageTokens().seal(binding, state))).toBe('protection')
    expect(new PageTokens().open(binding, tokens.seal(binding, state))).toBe('protection')
  })

  it('keeps its secret and its key to itself', () => {
    expect(inspect(tokens, { depth: null, showHidden: true })).not.toMatch(/horse|Buffer/)
    expect(JSON.stringify(tokens)).toBe('{}')
  })
})

describe('a token with a check sum', () => {
  it('shows the state', () => {
    const token = new PageTokens().seal(binding, state)
    expect(Buffer.from(token, 'base64url').subarray(-state.length)).toEqual(state)
  })

  it('warns once, of pages only', () => {
    let warnings = 0
    const tokens = new PageTokens(undefined, () => warnings++)
    tokens.seal({ ...binding, purpose: 'scan' }, state)
    expect(warnings).toBe(0)
    tokens.seal(binding, state)
    tokens.seal(binding, state)
    expect(warnings).toBe(1)
  })

  it('need not warn where there is a secret', () => {
    new PageTokens(secret, () => expect('a warning').toBe('none')).seal(binding, state)
  })
})
