import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { freeAddresses } from '../../lib/server/loopback-address.js'

const listening: Server[] = []
afterEach(() => listening.splice(0).forEach((server) => server.close()))

it('gives each node of Linux an address of its own with the standard ports', async () => {
  const { hosts, nativePort, storagePort } = await freeAddresses(3, 'linux')
  expect(new Set(hosts).size).toBe(3)
  expect(hosts.every((host) => /^127\.([1-9]\d*\.){2}[1-9]\d*$/.test(host))).toBe(true)
  expect([nativePort, storagePort]).toEqual([9042, 7000])
  expect((await freeAddresses(3, 'linux')).hosts).not.toEqual(hosts)
})

it('takes other ports where somebody holds the standard ones on every address', async () => {
  const look = (_host: string, port: number) => Promise.resolve(port === 9042 ? undefined : port || nextPort++)
  let nextPort = 30_000
  const { nativePort, storagePort } = await freeAddresses(2, 'linux', look)
  expect([nativePort, storagePort]).toEqual([30_000, 30_001])
})

it('takes free ports of the one loopback address elsewhere', async () => {
  const { hosts, nativePort, storagePort } = await freeAddresses(1, 'darwin')
  expect(hosts).toEqual(['127.0.0.1'])
  expect(nativePort).not.toBe(9042)
  expect(storagePort).not.toBe(nativePort)
  expect(await new Promise((done) => listening.push(listenOn(nativePort, done)))).toBe(nativePort)
})

it('says how to add addresses where there are too few', async () => {
  const look = (host: string, port: number) => Promise.resolve(host === '127.0.0.1' ? port || 40_000 : undefined)
  await expect(freeAddresses(3, 'darwin', look)).rejects.toMatchObject({
    message: 'no free loopback address for 3 nodes.',
    wayOut: 'Add 127.0.0.2, 127.0.0.3: sudo ifconfig lo0 alias 127.0.0.2 up, and so on.',
  })
})

function listenOn(port: number, done: (port: number) => void): Server {
  const server = createServer()
  return server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port))
}
