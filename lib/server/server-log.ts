/** Warnings of every healthy start on a small machine: they tell nothing about a failure. */
const usual =
  /jemalloc|JMX is not enabled|max_map_count|read_ahead_kb|No host ID found|Picking random token|Trigger directory|degraded mode|swap|rlimit|Small .* volume|free across all data volumes|JMX port|OpenJDK 64-Bit|terminally deprecated|System::setSecurityManager|Please consider reporting/i

/** Lines that say what went wrong: logged errors and warnings, exceptions and their causes, the first words of a dying JVM. */
const telling =
  /^(?:ERROR|WARN)\b|^Exception \(|^(?:[\w$]+\.)+[\w$]*(?:Exception|Error)\b|^Caused by: |in use by another process|^Error[: ]|^Unrecognized |^# /

/** The lines of a server's log that tell why it failed, without stack frames, and its last words. */
export function tellingLines(output: string, limit = 15): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+(?:at |\.\.\. )/.test(line))
  const found = [...new Set(lines.filter((line) => telling.test(line) && !usual.test(line)).map(withoutTime))]
  const last = lines.slice(-3).map(withoutTime)
  const shown = [...found.slice(0, limit), ...last.filter((line) => !found.includes(line))]
  if (shown.length === 0) return '    (nothing)'
  return shown.map((line) => `    ${line.slice(0, 400)}`).join('\n')
}

/** What Maven complained about. */
export function mavenErrors(output: string, limit = 6): string {
  const errors = output
    .split('\n')
    .filter((line) => line.startsWith('[ERROR]') && !/^\[ERROR\]\s*(?:$|Re-run|To see|->|For more|\[Help)/.test(line))
  const shown = errors.length > 0 ? errors : output.trim().split('\n').slice(-limit)
  return shown
    .slice(0, limit)
    .map((line) => `    ${line.slice(0, 400)}`)
    .join('\n')
}

/** True if a node could not have its address: another process took it between our look and its bind. */
export function isAddressTaken(output: string): boolean {
  return /Address already in use|is in use by another process|Failed to bind port/.test(output)
}

/** `ERROR 2026-11-21 11:38:31,746 [main] CassandraDaemon …` without the time and thread. */
function withoutTime(line: string): string {
  return line.replace(/^([A-Z]+)\s+\d{4}-\d\d-\d\d [\d:,]+ \[[^\]]*\] /, '$1 ')
}
