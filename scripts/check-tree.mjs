// What no linter sees: the lock file must name no download address, and no test may be left out.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const leftOut =
  /\b(?:describe|it|test)(?:\.\w+)*\.(?:skip|only|todo|failing)\b|(?<![.\w])[fx](?:describe|it|test)\s*[.(]/

function lockedAddresses() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
    .map(([path]) => `package-lock.json: '${path}' has a download address; .npmrc should have left it out`)
}

function testsLeftOut() {
  const specs = readdirSync('spec', { recursive: true }).filter((path) => path.endsWith('.spec.ts'))
  return specs.flatMap((path) => {
    const lines = readFileSync(join('spec', path), 'utf8').split('\n')
    return lines.flatMap((line, i) => (leftOut.test(line) ? [`spec/${path}:${i + 1}: ${line.trim()}`] : []))
  })
}

const problems = [...lockedAddresses(), ...testsLeftOut()]
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
