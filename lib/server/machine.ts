import { homedir } from 'node:os'
import { join } from 'node:path'

/** What the providers look at besides their options; specs put another one in its place. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Folders that hold Java homes, one folder each. */
  readonly javaFolders: readonly string[]
}

/** The machine this process runs on. */
export function thisMachine(): Machine {
  const home = homedir()
  return {
    env: process.env,
    platform: process.platform,
    javaFolders: [
      '/usr/lib/jvm',
      '/usr/java',
      '/opt/java',
      '/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk',
      '/Library/Java/JavaVirtualMachines',
      '/opt/homebrew/opt',
      '/usr/local/opt',
      join(home, '.sdkman/candidates/java'),
      join(home, '.asdf/installs/java'),
      join(home, '.local/share/mise/installs/java'),
      join(home, '.jdks'),
    ],
  }
}
