import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A way to a server that can fall silent: connections stay open, and nothing passes any more. */
export interface SilentProxy {
  readonly contactPoint: string
  /** From now on nothing passes; `false` lets everything pass again, what was held back first. */
  silence(isSilent: boolean): void
  close(): Promise<void>
}

/** Opens a way to `host:port` on a port of its own. */
export async function openProxy(contactPoint: string): Promise<SilentProxy> {
  const [host, port] = contactPoint.split(':')
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), host)
    near.pipe(far)
    far.pipe(near)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    contactPoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    silence: (isSilent) => {
      for (const socket of sockets) if (isSilent) socket.pause()
      for (const socket of sockets) if (!isSilent) socket.resume()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
