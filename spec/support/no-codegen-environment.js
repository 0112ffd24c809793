const vm = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')

/**
 * Where code generation from strings is forbidden, it is in specs too. The flag of Node forbids it in the main context
 * only, and Jest gives each spec a context of its own, which allows it unless told otherwise as it is made.
 */
module.exports = class NoCodegenEnvironment extends TestEnvironment {
  constructor(...given) {
    const { createContext } = vm
    vm.createContext = (object, options) => createContext(object, { ...options, codeGeneration: { strings: false } })
    try {
      super(...given)
    } finally {
      vm.createContext = createContext
    }
  }
}
