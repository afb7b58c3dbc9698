// Serves the model on the loopback, at a port that the operating system chooses, from an empty database in memory. The one line that it writes to
// standard output is its address; all else goes to standard error. It ends when its standard input does, so that it never outlives who started it.
const http = require('node:http')

console.log = console.info = console.debug = console.error

const cds = require('@sap/cds')
const express = require('express')

cds.root = __dirname

async function main() {
  const app = express()
  // cds.server listens on all addresses.
  app.listen = port => http.createServer(app).listen(port, '127.0.0.1')
  const server = await cds.server({ app, port: 0, in_memory: true })
  if (!server.listening) await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`)
}

process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume()
main().catch(err => {
  console.error(err)
  process.exit(1)
})
