import { ServerStartError } from '../../lib/errors/server-start-error.js'
import { environmentProvider } from '../../lib/server/environment-provider.js'
import { freeAddresses } from '../../lib/server/loopback-address.js'
import { Unfit } from '../../lib/server/provider.js'
import { fakeMachine, requestOn } from './support/fake-machine.js'

it.each([undefined, '', ' , '])(
  'leaves the request to the next provider if CASSANDRA_CONTACT_POINTS is %j',
  async (value) => {
    const machine = fakeMachine()
    machine.env['CASSANDRA_CONTACT_POINTS'] = value
    await expect(async () => environmentProvider.offer(requestOn(machine))).rejects.toThrow(Unfit)
  },
)

it('takes a named server that does not answer for a mistake, not for a reason to start another one', async () => {
  const machine = fakeMachine()
  const { hosts } = await freeAddresses(2, 'linux')
  machine.env['CASSANDRA_CONTACT_POINTS'] = `${hosts[0]}, ${hosts[1]}:9999`
  const offer = async () => environmentProvider.offer(requestOn(machine))
  await expect(offer).rejects.toThrow(ServerStartError)
  await expect(offer).rejects.toThrow(
    `CASSANDRA_CONTACT_POINTS is ${hosts[0]}:9042,${hosts[1]}:9999, which does not answer CQL. ` +
      'Start that server, or unset CASSANDRA_CONTACT_POINTS to have one started.',
  )
})
