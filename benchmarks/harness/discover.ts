import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BenchmarkCase } from './benchmark-case.js'
import type { Contender } from './contender.js'

const load = createRequire(__filename)
const root = join(__dirname, '..')

/** Every case: one file each in a folder of `cases/`, in the order of the paths. */
export function loadCases(): readonly BenchmarkCase[] {
  const topics = readdirSync(join(root, 'cases')).sort()
  const paths = topics.flatMap((topic) => namesIn(join('cases', topic)).map((name) => join(topic, name)))
  return paths.map((path) => (load(pathOf('cases', path)) as { benchmarkCase: BenchmarkCase }).benchmarkCase)
}

/** Names of all contenders: one file of `contenders/` each. */
export function contenderNames(): readonly string[] {
  return namesIn('contenders')
}

/** The contender of a name. */
export function loadContender(name: string): Contender {
  return (load(pathOf('contenders', name)) as { contender: Contender }).contender
}

/** A built package by its entry file, not the sources: what is measured is what users install. */
export function loadPackage(entry: string): unknown {
  return load(entry)
}

function pathOf(folder: string, name: string): string {
  return join(root, folder, `${name}.ts`)
}

function namesIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'))
  return files.map((file) => file.slice(0, -'.ts'.length)).sort()
}
