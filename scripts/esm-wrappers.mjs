// One implementation (CommonJS) and, per entry point, an ES module that names its exports: both see the same classes.
import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'

const require = createRequire(import.meta.url)
const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
for (const entry of Object.values(exports)) {
  const main = entry.require?.default
  if (!main) continue
  const names = Object.keys(require(`${process.cwd()}/${main}`)).sort()
  const file = `./${main.split('/').at(-1)}`
  writeFileSync(
    main.replace(/\.js$/, '.mjs'),
    `import cjs from '${file}'\nexport const { ${names.join(', ')} } = cjs\n`,
  )
  writeFileSync(main.replace(/\.js$/, '.d.mts'), `export * from '${file}'\n`)
}
