import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A row of the page: what goes wrong elsewhere, and what is said of it here. */
interface Row {
  readonly mistake: string
  readonly answer: string
}

/** A spec by its file and its title, which may begin with the titles around it. */
interface Named {
  readonly file: string
  readonly titles: readonly string[]
}

const page = readFileSync(join(__dirname, 'regressions.md'), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what goes wrong'))
  .map((line): Row => {
    const [, mistake = '', answer = '', ...rest] = line
      .split(' | ')
      .flatMap((cell, i) => (i === 0 ? ['', cell] : [cell]))
    return { mistake: mistake.replace(/^\| /, ''), answer: [answer, ...rest].join(' | ').replace(/ \|$/, '') }
  })

const reference = /`([^`]+\.ts)` “([^”]+)”/g
const reason = /^Does not apply: [^.]+\.$/

function namedIn({ answer }: Row): readonly Named[] {
  return [...answer.matchAll(reference)].map(([, file, titles]) => ({ file: file!, titles: titles!.split(' › ') }))
}

const trees = new Map<string, ts.SourceFile>()
function treeOf(file: string): ts.SourceFile {
  const tree = trees.get(file) ?? ts.createSourceFile(file, readFileSync(join(__dirname, file), 'utf8'), 99, true)
  trees.set(file, tree)
  return tree
}

/** Whether a text of the tree is the first title and, inside the call it names, the others are found. */
function holds(tree: ts.Node, [title, ...inner]: readonly string[]): boolean {
  if (title === undefined) return true
  const found = ts.forEachChild(tree, function visit(node): true | undefined {
    if (textOf(node) === title && holds(inner.length > 0 ? callAround(node) : node, inner)) return true
    return ts.forEachChild(node, visit)
  })
  return found === true
}

/** The text of a literal, a template as it is written. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined
}

/** The call whose argument a title is: `describe(title, () => …)`. */
function callAround(title: ts.Node): ts.Node {
  return ts.isCallExpression(title.parent) ? title.parent : title
}

describe('the page of what goes wrong elsewhere', () => {
  it('has rows, each once, each a sentence', () => {
    expect(rows.length).toBeGreaterThan(150)
    expect(new Set(rows.map(({ mistake }) => mistake)).size).toBe(rows.length)
    expect(rows.filter(({ mistake }) => !/^[A-Z][^|]{20,160}\.$/.test(mistake))).toEqual([])
  })

  it('says of each row which specs hold it, or why it cannot happen, and nothing else', () => {
    const neither = rows.filter(
      ({ answer }) => !reason.test(answer) && answer.replace(reference, '').match(/^(; )*$/) === null,
    )
    expect(neither).toEqual([])
    expect(rows.filter((row) => !reason.test(row.answer) && namedIn(row).length === 0)).toEqual([])
  })

  it('names specs that are there', () => {
    const missing = rows.flatMap(namedIn).filter(({ file, titles }) => {
      return !existsSync(join(__dirname, file)) || !holds(treeOf(file), titles)
    })
    expect(missing.map(({ file, titles }) => `${file} › ${titles.join(' › ')}`)).toEqual([])
  })

  it('would notice a title that is gone, one under another title, and one in a comment', () => {
    const tree = ts.createSourceFile(
      'x.ts',
      "describe('a', () => it('b', f)); describe('c', () => {}) // 'd'",
      99,
      true,
    )
    expect(holds(tree, ['a', 'b'])).toBe(true)
    expect(holds(tree, ['b'])).toBe(true)
    expect([['c', 'b'], ['a', 'c'], ['d'], ['a', 'x']].map((titles) => holds(tree, titles))).toEqual(
      Array(4).fill(false),
    )
  })
})
