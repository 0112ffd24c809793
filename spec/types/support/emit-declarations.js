const { execFileSync } = require('node:child_process')
const { mkdtempSync, symlinkSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

const root = join(__dirname, '../../..')

/** Makes the declarations of the package, as the build does, in a folder of this run. */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'cassiform-types-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const compilerOptions = { rootDir: join(root, 'lib'), outDir: 'declarations', emitDeclarationOnly: true }
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { ...compilerOptions, declarationMap: false, sourceMap: false, inlineSources: false },
    files: [join(root, 'lib/index.ts')],
    include: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', folder], { stdio: ['ignore', 2, 2] })
  process.env.CASSIFORM_DECLARATIONS = join(folder, 'declarations')
}
