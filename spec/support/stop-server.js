/** Stops the server of `start-server.js`, unless it is one's own, and forgets it: in watch mode the next run starts anew. */
module.exports = async function stopServer() {
  const { server, before } = globalThis.cassiformServer
  await server.stop()
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
