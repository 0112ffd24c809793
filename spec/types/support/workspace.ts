import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './compiler.js'

/** The declarations a user of the package compiles against, made once a run by `emit-declarations.js`. */
const declarations = () => {
  const folder = process.env['CASSIFORM_DECLARATIONS']
  if (folder === undefined) throw new Error('run by Jest, project types: its global setup makes the declarations')
  return folder
}

const paths = { cassiform: ['../declarations/index.d.ts'] }

const options = {
  target: 'es2022',
  module: 'node20',
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  experimentalDecorators: true,
}

/** A folder with files and a configuration in which `cassiform` is the package as users see it. */
export function createProject(name: string, files: Readonly<Record<string, string>>, more: object = {}): string {
  const folder = join(declarations(), '..', name)
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  const compilerOptions = { ...options, rootDir: '.', paths, ...more }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  return folder
}

/** A configuration of `spec/types/cases`, with the declarations in place of the sources. */
export function casesProject(config: string): string {
  const folder = join(declarations(), '..', `cases ${config}`)
  mkdirSync(folder, { recursive: true })
  const text = { extends: join(root, 'spec/types/cases', config), compilerOptions: { paths } }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(text))
  return folder
}
