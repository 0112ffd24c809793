import type * as Registry from '../../lib/metadata/registry.js'

/** A second copy of the module, as a package installed twice has it. */
function loadCopy(): typeof Registry {
  let copy: typeof Registry | undefined
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof Registry>('../../lib/metadata/registry.js')
  })
  return copy!
}

describe('the registry', () => {
  it('is one for all copies of the package in a process', () => {
    const [one, other] = [loadCopy(), loadCopy()]
    expect(one.draftFor).not.toBe(other.draftFor)
    class Entity {}
    const draft = one.draftFor(Entity)
    expect(other.existingDraft(Entity)).toBe(draft)
  })

  it('says so when a copy cannot read it', () => {
    const slot = Symbol.for('cassiform.registry')
    const holder = globalThis as { [slot]?: object | undefined }
    const before = holder[slot]
    holder[slot] = { format: 99, drafts: new WeakMap() }
    try {
      expect(() => loadCopy().draftFor(class {})).toThrow(
        'two copies of cassiform that do not understand each other are loaded in this process. Keep one version: see `npm ls cassiform`.',
      )
    } finally {
      holder[slot] = before
    }
  })
})
