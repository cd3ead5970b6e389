import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { openCommandLine } from '../testkit/command-line.ts'

/** A command line for which nothing is set up yet: no settings, and the tokens of both administrators in files. */
export function openSetupLine() {
  const line = openCommandLine()
  const { authentik, mailcow, dataDir } = line
  for (const name of Object.keys(line.env)) delete line.env[name]
  const tokenFile = join(dataDir, 'admin-token')
  const keyFile = join(dataDir, 'mailcow-key')
  const envFile = join(dataDir, '.env')
  writeFileSync(tokenFile, `${authentik.adminToken}\n`)
  writeFileSync(keyFile, `${mailcow.keys.readWrite}\n`)
  const server = ['--url', 'https://auth.test', '--token-file', tokenFile]

  /** Requests to Authentik so far that were no reads. */
  const writes = () => authentik.requests.filter(({ method }) => method !== 'GET').length

  return {
    ...line,
    ...{ tokenFile, keyFile, envFile, writes },
    /** `setup authentik` at auth.test with the administrator's token. */
    authentikSetup: (...args: string[]) =>
      line.run(['setup', 'authentik', ...server, '--write', envFile, ...args]),
    /** The same without a file of settings. */
    authentikSetupPlain: (...args: string[]) => line.run(['setup', 'authentik', ...server, ...args]),
    mailcowSetup: (...args: string[]) =>
      line.run(['setup', 'mailcow', '--url', 'https://mail.test', '--key-file', keyFile, ...args]),
  }
}

/** What stdout holds as settings, or the text of a file. */
export function settingsIn(text: string): Record<string, string | undefined> {
  return parseEnv(text)
}
