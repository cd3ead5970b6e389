import { describe, expect, test } from 'vitest'
import { openCommandLine } from '../testkit/command-line.ts'

const redis = 'redis://127.0.0.1:1'

describe('cowherd console', () => {
  test('needs a queue that others reach too, and says which setting names it', async () => {
    const { run, env } = openCommandLine()
    env['COWHERD_CONSOLE_TOKEN'] = 'a-token-of-the-tests'
    const { code, stderr } = await run('console')
    expect(code).toBe(64)
    expect(stderr).toContain('COWHERD_QUEUE_URL')
  })

  test.each([
    [['COWHERD_CONSOLE_OIDC_ISSUER'], 'COWHERD_CONSOLE_OIDC_CLIENT_ID'],
    [['COWHERD_CONSOLE_OIDC_CLIENT_SECRET'], 'COWHERD_CONSOLE_OIDC_ISSUER'],
    [
      ['COWHERD_CONSOLE_OIDC_ISSUER', 'COWHERD_CONSOLE_OIDC_CLIENT_ID', 'COWHERD_CONSOLE_OIDC_CLIENT_SECRET'],
      'COWHERD_CONSOLE_URL, COWHERD_CONSOLE_OPERATORS or COWHERD_CONSOLE_VIEWERS',
    ],
  ])('of %j alone says what is missing', async (given, missing) => {
    const { run, env } = openCommandLine()
    for (const name of given) env[name] = 'https://auth.example.com/application/o/cowherd/'
    env['COWHERD_QUEUE_URL'] = redis
    const { code, stderr } = await run('console')
    expect(code).toBe(64)
    expect(stderr).toContain(missing)
  })

  test.each(['too-short', 'changeme'])('takes no weak token: %s', async (token) => {
    const { run, env } = openCommandLine()
    env['COWHERD_CONSOLE_TOKEN'] = token
    const { code, stderr } = await run('console')
    expect(code).toBe(64)
    expect(stderr).toContain('COWHERD_CONSOLE_TOKEN')
    expect(stderr).not.toContain(token)
  })
})
