// Prints the names of both entry points, as CommonJS sees them.
const names = (module) => Object.keys(module).sort()
console.log(JSON.stringify({ root: names(require('cassiform')), testing: names(require('cassiform/testing')) }))
