import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Machine } from '../../../lib/server/machine.js'
import type { ServerRequest } from '../../../lib/server/provider.js'

/** A machine in a folder: nothing is installed but what a spec puts there. */
export interface FakeMachine extends Machine {
  readonly root: string
  readonly env: Record<string, string | undefined>
  /** Adds a Java home, by its `release` file, and returns its folder. */
  addJava(folder: string, version: string): string
  /** Adds a shell script to the only folder of the PATH. */
  addProgram(name: string, script: string): void
}

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })))

/** A machine with an empty PATH, no Java, and a cache folder of its own. */
export function fakeMachine(): FakeMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cassiform-machine-')))
  roots.push(root)
  const put = (file: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
    chmodSync(join(root, file), mode)
  }
  return {
    root,
    platform: 'linux',
    env: { PATH: join(root, 'path'), CASSIFORM_CACHE: join(root, 'cache') },
    javaFolders: [join(root, 'jvm')],
    addJava(folder, version) {
      put(`${folder}/bin/java`, '#!/bin/sh\n', 0o755)
      put(`${folder}/release`, `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`)
      return join(root, folder)
    },
    addProgram: (name, script) => put(`path/${name}`, `#!/bin/sh\n${script}\n`, 0o755),
  }
}

/** What a provider is asked on such a machine; the lines it writes go to `lines`. */
export function requestOn(
  machine: Machine,
  options: Partial<ServerRequest> = {},
): ServerRequest & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    nodes: undefined,
    version: undefined,
    yaml: undefined,
    heap: undefined,
    signal: undefined,
    machine,
    log: (line) => lines.push(line),
    ...options,
    lines,
  }
}
