const { rmSync } = require('node:fs')
const { dirname } = require('node:path')

/** Removes what `emit-declarations.js` and the specs made. */
module.exports = () => {
  const declarations = process.env.CASSIFORM_DECLARATIONS
  if (declarations !== undefined) rmSync(dirname(declarations), { recursive: true, force: true })
}
