import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The text of a data file of the npm package `vega-datasets`. */
export function readDataFile(name: string): string {
  const entryPoint = require.resolve('vega-datasets')
  return readFileSync(join(dirname(entryPoint), '../data', name), 'utf8')
}
