import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A row of the page: what goes wrong elsewhere, and what is said of it here. */
interface Row {
  readonly mistake: string
  readonly answer: string
}

/** A spec by its file and its title, behind the titles around it. */
interface Named {
  readonly file: string
  readonly titles: readonly string[]
}

const reference = /`([^`]+\.ts)` “([^”]+)”/g
const reason = /^Does not apply: [^.]+\.$/

const rows = readFileSync(join(__dirname, 'regressions.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what goes wrong'))
  .map((line): Row => {
    const [mistake = '', answer = ''] = line.slice(2, -2).split(' | ')
    return { mistake, answer }
  })

function namedIn({ answer }: Row): readonly Named[] {
  return [...answer.matchAll(reference)].map(([, file, titles]) => ({ file: file!, titles: titles!.split(' › ') }))
}

/** Where each text literal of a file stands; a template is taken as it is written. */
type Texts = ReadonlyMap<string, readonly ts.Node[]>

function textsOf(source: string): Texts {
  const texts = new Map<string, ts.Node[]>()
  const note = (text: string, node: ts.Node) => texts.set(text, [...(texts.get(text) ?? []), node])
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) note(node.text, node)
    else if (ts.isTemplateExpression(node)) note(node.getText().slice(1, -1), node)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true))
  return texts
}

/** Whether the last title is there, within the calls that the titles before it name: `describe(title, () => …)`. */
function holds(texts: Texts, [title, ...inner]: readonly string[], within?: ts.Node): boolean {
  if (title === undefined) return true
  return (texts.get(title) ?? [])
    .filter((node) => within === undefined || (within.pos <= node.pos && node.end <= within.end))
    .some((node) => holds(texts, inner, node.parent))
}

const files = new Map<string, Texts>()
function isThere({ file, titles }: Named): boolean {
  const path = join(__dirname, file)
  if (!existsSync(path)) return false
  const texts = files.get(file) ?? textsOf(readFileSync(path, 'utf8'))
  files.set(file, texts)
  return holds(texts, titles)
}

describe('the page of what goes wrong elsewhere', () => {
  it('has rows, each once, each a sentence', () => {
    expect(rows.length).toBeGreaterThan(150)
    expect(new Set(rows.map(({ mistake }) => mistake)).size).toBe(rows.length)
    expect(rows.filter(({ mistake }) => !/^[A-Z][^|]{20,160}\.$/.test(mistake))).toEqual([])
  })

  it('says of each row which specs hold it, or why it cannot happen, and nothing else', () => {
    const isAnswered = (row: Row) =>
      reason.test(row.answer) || (namedIn(row).length > 0 && /^(; )*$/.test(row.answer.replace(reference, '')))
    expect(rows.filter((row) => !isAnswered(row))).toEqual([])
  })

  it('names specs that are there', () => {
    const missing = rows.flatMap(namedIn).filter((named) => !isThere(named))
    expect(missing.map(({ file, titles }) => [file, ...titles].join(' › '))).toEqual([])
  })

  it('would notice a title that is gone, one under another title, and one in a comment', () => {
    const texts = textsOf("describe('a', () => it('b', f)); describe('c', () => {}) // 'd'")
    expect(holds(texts, ['a', 'b'])).toBe(true)
    expect(holds(texts, ['b'])).toBe(true)
    const wrong = [['c', 'b'], ['a', 'c'], ['d'], ['a', 'x']]
    expect(wrong.map((titles) => holds(texts, titles))).toEqual(wrong.map(() => false))
  })
})
