import { readdirSync, readFileSync } from 'node:fs'

/** What people read about the package: the README, and a page for each part. */
export const pages: readonly string[] = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]

/** A code block of a page and the piece of a file it claims to be: `<!-- examples/readme/usage.ts#read -->`. */
export interface CodeBlock {
  readonly page: string
  readonly source: string
  readonly code: string
}

/** The TypeScript blocks of all pages, each with the comment above it. */
export function codeBlocks(): CodeBlock[] {
  return pages.flatMap((page) => {
    const blocks = readFileSync(page, 'utf8').matchAll(/(?:<!-- (\S+) -->\n)?```ts\n(.*?)\n```/gs)
    return [...blocks].map(([, source = '', code = '']) => ({ page, source, code }))
  })
}

/** A file, or what stands between `// #region name` and `// #endregion` in it, without the indent. */
export function readSource(source: string): string {
  const [path = '', region] = source.split('#')
  const text = readFileSync(path, 'utf8').trim()
  if (region === undefined) return text
  const body = new RegExp(`// #region ${region}\\n(.*?)\\n *// #endregion`, 's').exec(text)?.[1]
  if (body === undefined) throw new Error(`${path} has no region ${region}`)
  const indent = /^ */.exec(body)![0]
  return body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}

/** What the comments of a file say, one text for each; a comment goes on in lines that are indented. */
export function commentsOf(source: string, start: RegExp): string[] {
  const comments = readSource(source).matchAll(/^ *\/\/ (\S.*(?:\n *\/\/ {3}\S.*)*)/gm)
  const texts = [...comments].map(([, text = '']) => text.replaceAll(/\n *\/\/ +/g, ' '))
  // What stands far to the right is an explanation.
  return texts.filter((text) => start.test(text)).map((text) => text.replace(/ {3,}.*$/, ''))
}
