// Preloaded: the optional peers cannot be found, even where a folder further up happens to hold them.
const Module = require('node:module')
const peers = Object.keys(require('cassiform/package.json').peerDependenciesMeta)
const resolve = Module._resolveFilename
Module._resolveFilename = function (request, ...rest) {
  if (!peers.some((name) => request === name || request.startsWith(`${name}/`))) {
    return resolve.call(this, request, ...rest)
  }
  throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' })
}
