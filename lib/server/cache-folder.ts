import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Machine } from './machine.js'
import { Unfit } from './provider.js'

/**
 * Where jars and class archives are kept between runs, made if it is not there: CASSIFORM_CACHE, otherwise `cassiform`
 * below XDG_CACHE_HOME, otherwise `~/.cache/cassiform`. Deleting it is safe while no server starts.
 */
export function cacheFolder({ env }: Machine): string {
  const base = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache')
  const folder = env['CASSIFORM_CACHE'] || join(base, 'cassiform')
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch (error) {
    throw new Unfit(
      `the cache folder ${folder} cannot be made (${error instanceof Error ? error.message : String(error)}).`,
      'Set CASSIFORM_CACHE to a folder that can be written.',
    )
  }
}
