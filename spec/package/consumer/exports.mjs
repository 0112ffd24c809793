// Prints the names of both entry points, as ES modules see them.
import * as root from 'cassiform'
import * as testing from 'cassiform/testing'

const names = (module) => Object.keys(module).sort()
console.log(JSON.stringify({ root: names(root), testing: names(testing) }))
