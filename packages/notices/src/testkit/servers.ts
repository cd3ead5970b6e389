import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a webhook's server got. */
export interface Received {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: unknown
}

/** A server for webhooks on the loopback address; `null` hangs. */
export async function startWebhookServer(status: () => number | null) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      const { url = '', headers } = request
      received.push({ path: url, authorization: headers.authorization, body: JSON.parse(text) })
      const answer = status()
      if (answer !== null) response.writeHead(answer, { Location: '/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A mail server on the loopback address that keeps what it gets. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const mails: string[] = []
  const recipients: string[] = []
  const logins: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      logins.push(`${username}:${password}`)
      done(null, { user: username })
    },
    onData(stream, { envelope }, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += String(chunk)
      })
      stream.on('end', () => {
        mails.push(text)
        recipients.push(...envelope.rcptTo.map(({ address }) => address))
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    recipients,
    logins,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
