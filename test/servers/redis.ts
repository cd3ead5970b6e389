import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, firstOf } from './program.ts'
import { type Daemon, freePort, startDaemon, type TestServer } from './server.ts'

const names = ['redis-server', 'valkey-server']
const folders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** The Redis of TEST_REDIS_URL, or one of its own; undefined where none is installed. */
export async function startRedis(): Promise<TestServer | undefined> {
  const given = process.env['TEST_REDIS_URL']
  if (given) return { url: given, stop: async () => {} }
  const program = findProgram(
    () => firstOf(names.flatMap((name) => folders.map((folder) => join(folder, name)))),
    'redis-server',
  )
  if (program === undefined) return undefined

  const folder = await mkdtemp(join(tmpdir(), 'cowherd-redis-'))
  const port = await freePort()
  const password = 'redis-secret'
  const options = Object.entries({
    port,
    bind: '127.0.0.1',
    dir: folder,
    requirepass: password,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
  }).flatMap(([name, value]) => [`--${name}`, String(value)])
  const start = () => startDaemon(program, options, /Ready to accept connections/)
  let daemon: Daemon = await start()
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async crash() {
      await daemon.end('SIGKILL')
      return async () => {
        daemon = await start()
      }
    },
    async stop() {
      await daemon.end('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
