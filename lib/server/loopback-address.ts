import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Unfit } from './provider.js'

/** Where the nodes of a cluster listen. All have the same ports: the driver uses one for every node. */
export interface Addresses {
  readonly hosts: readonly string[]
  /** Port of CQL. */
  readonly nativePort: number
  /** Port between the nodes. */
  readonly storagePort: number
}

type Ports = Omit<Addresses, 'hosts'>

/** The port if one can listen on it now; 0 is any free one. */
type Look = (host: string, port: number) => Promise<number | undefined>

const standard: Ports = { nativePort: 9042, storagePort: 7000 }

/** Looks before it is given up; the standard ports are tried in the first half. */
const attempts = 10

/**
 * Loopback addresses that nobody listens on. Linux answers on all of 127.0.0.0/8: each node has an address of its own,
 * taken at random so that two runs do not meet, with the standard ports unless somebody holds these on every address.
 * Elsewhere there is 127.0.0.1 and what was added by hand: free ports tell two runs apart.
 */
export async function freeAddresses(nodes: number, platform: NodeJS.Platform, look: Look = listen): Promise<Addresses> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const hosts = Array.from({ length: nodes }, (_, i) => (platform === 'linux' ? randomHost() : `127.0.0.${i + 1}`))
    const ports = platform === 'linux' && attempt < attempts / 2 ? standard : await freePorts(hosts[0]!, look)
    if (new Set(hosts).size === nodes && (await allFree(hosts, ports, look))) return { hosts, ...ports }
  }
  const aliases = Array.from({ length: nodes - 1 }, (_, i) => `127.0.0.${i + 2}`).join(', ')
  throw new Unfit(
    `no free loopback address for ${nodes} node${nodes === 1 ? '' : 's'}.`,
    platform === 'linux' || nodes === 1
      ? undefined
      : `Add ${aliases}: sudo ifconfig lo0 alias 127.0.0.2 up, and so on.`,
  )
}

/** Not from 127.0: resolvers and other tools live there. */
function randomHost(): string {
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`
}

async function freePorts(host: string, look: Look): Promise<Ports> {
  const [nativePort, storagePort] = [await look(host, 0), await look(host, 0)]
  return { nativePort: nativePort ?? standard.nativePort, storagePort: storagePort ?? standard.storagePort }
}

async function allFree(hosts: readonly string[], { nativePort, storagePort }: Ports, look: Look): Promise<boolean> {
  for (const host of hosts) {
    for (const port of [nativePort, storagePort]) {
      if ((await look(host, port)) === undefined) return false
    }
  }
  return nativePort !== storagePort
}

function listen(host: string, port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(undefined))
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo
      server.close(() => done(taken))
    })
  })
}
