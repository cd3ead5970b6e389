import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createUpstream } from './client.ts'
import { createSelfSigned } from './self-signed.ts'
import { createTransport, type TransportOptions } from './transport.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

function temporaryFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cowherd-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ca.pem')
  writeFileSync(file, text)
  return file
}

function connect(baseUrl: string, options: TransportOptions = { verifyTls: true }) {
  return createUpstream({
    side: 'target',
    name: 'Mailcow',
    baseUrl,
    baseUrlSetting: 'MAILCOW_API_URL',
    headers: { 'X-API-Key': 'key-1' },
    secrets: ['key-1'],
    timeoutMs: 200,
    patienceMs: 500,
    pauseMs: 20,
    fetch: createTransport(options),
  })
}

describe('over HTTP', () => {
  it('reads and writes', async () => {
    const server = createHttpServer((request, response) => {
      response.setHeader('Content-Type', 'application/json')
      request.pipe(response)
      if (request.method === 'GET') response.end(JSON.stringify(request.headers['x-api-key']))
    })
    const upstream = connect(`http://127.0.0.1:${await listen(server)}`)
    expect((await upstream.get('/x')).text).toBe('"key-1"')
    expect((await upstream.post('/x', { a: 1 })).text).toBe('{"a":1}')
  })

  it('follows no redirect', async () => {
    let requests = 0
    const server = createHttpServer((_, response) => {
      requests += 1
      response.writeHead(302, { Location: '/elsewhere' }).end()
    })
    const upstream = connect(`http://127.0.0.1:${await listen(server)}`)
    await expect(upstream.get('/x')).rejects.toMatchObject({ code: 'bad-answer', status: 302 })
    expect(requests).toBe(1)
  })

  it.each([
    ['accepts and says nothing', ''],
    ['stops after its headers', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"a'],
  ])('gives up within patience on a server that %s', async (_, words) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      if (words) socket.write(words)
      cleanups.push(() => socket.destroy())
    })
    const upstream = connect(`http://127.0.0.1:${await listen(server)}`)
    const started = performance.now()
    await expect(upstream.get('/x')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('no answer within'),
    })
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it('names a refused connection', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await cleanups.pop()?.()
    await expect(connect(`http://127.0.0.1:${port}`).get('/x')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('does not know what became of a write whose connection broke', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.destroy()))
    const upstream = connect(`http://127.0.0.1:${await listen(server)}`)
    await expect(upstream.post('/x', {})).rejects.toMatchObject({ code: 'outcome-unknown' })
  })
})

describe('over TLS', () => {
  const { key, certificate } = createSelfSigned('127.0.0.1')
  const serve = async () => {
    const server = createHttpsServer({ key, cert: certificate }, (_, response) => response.end('"hello"'))
    server.on('tlsClientError', () => {})
    return `https://127.0.0.1:${await listen(server)}`
  }

  it('refuses a certificate of an unknown authority, at once', async () => {
    const url = await serve()
    await expect(connect(url).get('/x')).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/not trusted: self-signed certificate\. Give Cowherd the file/),
    })
  })

  it('accepts it with the CA file', async () => {
    const upstream = connect(await serve(), { verifyTls: true, caFile: temporaryFile(certificate) })
    expect((await upstream.get('/x')).text).toBe('"hello"')
  })

  it('accepts it where checking is off', async () => {
    expect((await connect(await serve(), { verifyTls: false }).get('/x')).text).toBe('"hello"')
  })

  it('accepts it as one of several authorities in the CA file', async () => {
    const other = createSelfSigned('127.0.0.1', 'other authority')
    const caFile = temporaryFile(`# two of them\n${other.certificate}\n${certificate}`)
    const upstream = connect(await serve(), { verifyTls: true, caFile })
    expect((await upstream.get('/x')).text).toBe('"hello"')
  })

  it('refuses the host name of another server', async () => {
    const url = (await serve()).replace('127.0.0.1', 'localhost')
    await expect(
      connect(url, { verifyTls: true, caFile: temporaryFile(certificate) }).get('/x'),
    ).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('MAILCOW_API_URL') })
  })
})

describe('a CA file', () => {
  it('that is missing is named', () => {
    expect(() => createTransport({ verifyTls: true, caFile: '/no/such/ca.pem' })).toThrow(
      'The CA file /no/such/ca.pem cannot be read: ENOENT.',
    )
  })

  it('without a certificate is refused rather than ignored', () => {
    const caFile = temporaryFile('not a certificate')
    expect(() => createTransport({ verifyTls: true, caFile })).toThrow(
      `The CA file ${caFile} holds no certificate in PEM form.`,
    )
  })

  it('with a damaged certificate is refused rather than ignored', () => {
    const caFile = temporaryFile('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    expect(() => createTransport({ verifyTls: true, caFile })).toThrow(
      `Certificate 1 of the CA file ${caFile} is damaged.`,
    )
  })
})
