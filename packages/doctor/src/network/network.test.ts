import { describe, expect, test } from 'vitest'
import { judgeCertificate } from './certificate.ts'
import { judgeClock } from './clock.ts'
import { judgeName } from './name.ts'
import type { Network, ShownCertificate } from './network.ts'

const now = new Date('2026-11-25T00:00:00Z')
const server = { setting: 'AK_BASE', url: new URL('https://auth.test') }

function networkOf(parts: Partial<Network>): Network {
  const never = () => Promise.reject(new Error('not asked'))
  return { resolve: never, certificate: never, ...parts }
}

describe('the name of a server', () => {
  test('that nobody knows is a problem that names setting and host', async () => {
    const verdict = await judgeName(server, networkOf({ resolve: async () => [] }))
    expect(verdict).toMatchObject({ state: 'problem', reason: 'There is no host auth.test.' })
    expect(verdict.fix).toContain('Correct AK_BASE')
  })

  test('that no name server answers for is another problem', async () => {
    const verdict = await judgeName(
      server,
      networkOf({ resolve: () => Promise.reject(new Error('EAI_AGAIN')) }),
    )
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('EAI_AGAIN') })
    expect(verdict.fix).toContain('name server')
  })

  test('is shown with its addresses; an address needs no look-up', async () => {
    const known = await judgeName(server, networkOf({ resolve: async () => ['192.0.2.1'] }))
    expect(known).toMatchObject({ state: 'ok', reason: 'auth.test is 192.0.2.1.' })
    for (const address of ['https://192.0.2.1', 'https://[2001:db8::1]:8443']) {
      const verdict = await judgeName({ setting: 'AK_BASE', url: new URL(address) }, networkOf({}))
      expect(verdict.state).toBe('ok')
    }
  })
})

describe('the certificate of a server', () => {
  const good: ShownCertificate = {
    validTo: new Date('2027-01-25T00:00:00Z'),
    distrust: undefined,
    names: ['auth.test'],
  }
  const judge = (shown: Partial<ShownCertificate>, verify = true) =>
    judgeCertificate(server, networkOf({ certificate: async () => ({ ...good, ...shown }) }), { verify, now })

  test('that is trusted is told with its end', async () => {
    expect(await judge({})).toEqual({ state: 'ok', reason: 'Trusted, until 2027-01-25.', fix: null })
  })

  test('that is not trusted is a problem with its names, and COWHERD_CA_FILE is the fix', async () => {
    const verdict = await judge({ distrust: 'self-signed certificate', names: ['mail.internal'] })
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: expect.stringMatching(/self-signed.*mail\.internal/),
    })
    expect(verdict.fix).toContain('COWHERD_CA_FILE')
  })

  test('that is not trusted and not checked either is a warning', async () => {
    const verdict = await judge({ distrust: 'self-signed certificate' }, false)
    expect(verdict).toMatchObject({ state: 'warning', fix: expect.stringContaining('MAILCOW_VERIFY_SSL') })
  })

  test('that ends within two weeks is a warning with the days that are left', async () => {
    const verdict = await judge({ validTo: new Date('2026-12-05T12:00:00Z') })
    expect(verdict).toMatchObject({ state: 'warning', reason: expect.stringContaining('in 10 days') })
    expect(verdict.fix).toContain('Renew it')
  })

  test('that has ended is a problem, whatever else is wrong with it', async () => {
    const verdict = await judge({ validTo: new Date('2026-11-20T00:00:00Z'), distrust: 'expired' })
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('ended on 2026-11-20'),
    })
    expect(verdict.fix).toContain('Renew it')
  })

  test('that is not shown because nothing answers is a problem', async () => {
    const refusing = networkOf({ certificate: () => Promise.reject(new Error('connect ECONNREFUSED')) })
    const verdict = await judgeCertificate(server, refusing, { verify: true, now })
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('ECONNREFUSED') })
    expect(verdict.fix).toContain('AK_BASE')
  })

  test('is not looked for where the address is http', async () => {
    const plain = { setting: 'AK_BASE', url: new URL('http://auth.test') }
    expect((await judgeCertificate(plain, networkOf({}), { verify: true, now })).state).toBe('skipped')
  })
})

describe('the clock of a server', () => {
  const off = (ms: number) => judgeClock('Mailcow', new Date(now.getTime() - ms), now)

  test('may be a minute off', () => {
    expect([off(59_000).state, off(-59_000).state]).toEqual(['ok', 'ok'])
  })

  test('that is further off is a warning with its direction, and NTP is the fix', () => {
    expect(off(300_000)).toMatchObject({
      state: 'warning',
      reason: 'The clock of Mailcow is 5 min behind the one of this machine.',
      fix: expect.stringContaining('NTP'),
    })
    expect(off(-7_200_000).reason).toContain('2 h ahead of')
  })

  test('that is a day off is a problem: deletions are counted in days', () => {
    expect(off(3 * 86_400_000)).toMatchObject({ state: 'problem', reason: expect.stringContaining('3 days') })
  })

  test('is left alone where it is not told', () => {
    expect(judgeClock('Mailcow', undefined, now).state).toBe('skipped')
  })
})
