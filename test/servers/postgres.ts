import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, firstOf } from './program.ts'
import { type Daemon, freePort, startDaemon, type TestServer } from './server.ts'

/** The PostgreSQL of TEST_POSTGRES_URL, or one of its own; undefined where none is installed. */
export async function startPostgres(): Promise<TestServer | undefined> {
  const given = process.env['TEST_POSTGRES_URL']
  if (given) return { url: given, stop: async () => {} }
  const program = findProgram(findPostgres, 'postgresql')
  if (program === undefined) return undefined

  const password = 'postgres-secret'
  const user = unprivileged()
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-postgres-'))
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password)
  if (user) for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(program, '..', 'initdb'),
    [
      '-D',
      data,
      '-U',
      'cowherd',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
    ],
    { stdio: 'ignore', cwd: folder, ...user },
  )
  const port = await freePort()
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder]
  const start = () => startDaemon(program, options, /ready to accept connections/, user)
  let daemon: Daemon = await start()
  return {
    url: `postgres://cowherd:${password}@127.0.0.1:${port}/postgres`,
    async crash() {
      await daemon.end('SIGQUIT')
      return async () => {
        daemon = await start()
      }
    },
    async stop() {
      await daemon.end('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = firstOf([debian]) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ]
  return firstOf(folders.map((folder) => join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root: who it runs as then. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option: string) => Number(execFileSync('id', [option, name], { stdio: 'pipe' }).toString())
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  }
  throw new Error('neither the user postgres nor nobody exists')
}
