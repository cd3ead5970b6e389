import { createServer } from 'node:http'

// What a webhook's receiver takes that stores nothing and reads nothing.
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(202).end())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
