import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

/** A source file of the library: its path below `lib/`, its text and its syntax tree. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

/** A named piece of code and how many lines it has. */
export interface FunctionSize {
  readonly name: string
  readonly lines: number
}

const root = join(__dirname, '../../lib')

/** All TypeScript files below `lib/`. */
export function readSources(): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return {
        path: path.split(sep).join('/'),
        text,
        tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
      }
    })
}

/** Module specifiers a file imports or re-exports; of our own files as paths below `lib/`. */
export function importsOf({ path, tree }: SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const specifier = statement.moduleSpecifier.text
    return [specifier.startsWith('.') ? resolve(path, specifier) : specifier]
  })
}

function resolve(from: string, specifier: string): string {
  return relative(root, join(root, from, '..', specifier))
    .split(sep)
    .join('/')
    .replace(/\.js$/, '.ts')
}

/** Lines of a file that are neither blank nor comment. */
export function codeLines({ text }: SourceFile): number {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return withoutComments.split('\n').filter((line) => line.trim() !== '').length
}

/** Every function, method and accessor of a file with its length. */
export function functionSizes({ path, tree }: SourceFile): readonly FunctionSize[] {
  const sizes: FunctionSize[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const start = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
      const end = tree.getLineAndCharacterOfPosition(node.end).line
      const name = node.name?.getText(tree) ?? 'arrow function'
      sizes.push({ name: `${path} ${name}`, lines: end - start + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return sizes
}

/** The value below which the given share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Whether a file mentions the type `any`. */
export function usesAny({ tree }: SourceFile): boolean {
  let found = false
  const visit = (node: ts.Node): void => {
    found ||= node.kind === ts.SyntaxKind.AnyKeyword
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
