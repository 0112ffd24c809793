import type { SchemaError } from '../../../lib/errors/schema-error.js'
import { chooseNode } from '../../../lib/schema/live/choose-node.js'
import { host } from '../support/scripted-driver.js'

const hosts = [host('c'), host('b'), host('a', { isUp: false }), host('0', { datacenter: 'dc2' })]

describe('chooseNode', () => {
  it('takes the lowest host id that is up in the local data centre, whatever the order', () => {
    expect(chooseNode(hosts, 'dc1').hostId).toBe('b')
    expect(chooseNode([...hosts].reverse(), 'dc1').hostId).toBe('b')
    expect(chooseNode(hosts, undefined).hostId).toBe('0')
  })

  it('says what it found if there is none', () => {
    const message = (work: () => unknown) => {
      try {
        work()
      } catch (error) {
        return `${(error as SchemaError).code} ${(error as SchemaError).message}`
      }
      return 'nothing'
    }
    expect(message(() => chooseNode(hosts, 'dc3'))).toMatchSnapshot()
    expect(message(() => chooseNode([], undefined))).toMatchSnapshot()
  })
})
