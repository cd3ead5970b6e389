import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckId, checkTitles } from '@cowherd/doctor'
import { formatMarker } from '@cowherd/plan'
import { describe, expect, test } from 'vitest'
import { openDoctor } from '../doctor/doctor.testkit.ts'

type Doctor = ReturnType<typeof openDoctor>

describe('where all is well', () => {
  test('every check is told once, in order, and none is a problem', async () => {
    const { runJson } = openDoctor()
    const { code, document } = await runJson()
    expect(document.checks.map(({ id }) => id)).toEqual(Object.keys(checkTitles))
    expect(document.checks.filter(({ state }) => state === 'problem')).toEqual([])
    expect(code).toBe(0)
  })

  test('a service that does not run is a warning, which --strict makes an error', async () => {
    const { run, check } = openDoctor()
    expect(await check('schedules')).toMatchObject({ state: 'warning' })
    expect((await run()).code).toBe(0)
    expect((await run(['--strict'])).code).toBe(1)
  })

  test('nothing is written on either side without an administrator', async () => {
    const { authentik, mailcow, run } = openDoctor()
    await run()
    const all = [...authentik.requests, ...mailcow.requests]
    expect(all.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

/** What is done to a sound installation, and what its check then says. */
const faults: readonly (readonly [
  CheckId,
  string,
  (doctor: Doctor) => void,
  'problem' | 'warning',
  RegExp,
])[] = [
  [
    'rules',
    'a broken file of rules',
    ({ env, dataDir }) => {
      env['COWHERD_CONFIG'] = join(dataDir, 'cowherd.yaml')
      writeFileSync(env['COWHERD_CONFIG'], 'rules: 7')
    },
    'problem',
    /docs\/rules\.md/,
  ],
  [
    'settings',
    'a setting that is allowed but unwise',
    ({ env }) => {
      env['MAILCOW_VERIFY_SSL'] = '0'
    },
    'warning',
    /Follow the advice/,
  ],
  [
    'authentik-token',
    'a wrong token',
    ({ env }) => {
      env['AK_TOKEN'] = 'wrong'
    },
    'problem',
    /cowherd setup authentik/,
  ],
  [
    'authentik-token',
    'Authentik being away',
    ({ authentik }) => authentik.faults.add({ kind: 'html-500', times: Number.POSITIVE_INFINITY }),
    'problem',
    /look at its own log/,
  ],
  [
    'authentik-groups',
    'permissions on single groups',
    ({ authentik, env, groups }) => {
      authentik.addToken({ token: 'partial', permissions: ['view_group'], objects: [groups.Office] })
      env['AK_TOKEN'] = 'partial'
    },
    'problem',
    /view_group/,
  ],
  ['authentik-users', 'no view_user', withPermissions('view_group'), 'problem', /view_user/],
  ['authentik-events', 'no view_event', withPermissions('view_group', 'view_user'), 'warning', /view_event/],
  [
    'mailcow-key',
    'a wrong key',
    ({ env }) => {
      env['MAILCOW_API_KEY'] = 'WRONG-WRONG'
    },
    'problem',
    /ban this host/,
  ],
  [
    'mailcow-key',
    'an address that is not allowed',
    ({ mailcow }) => mailcow.configureKey('readWrite', { allowFrom: '192.0.2.9' }),
    'problem',
    /list of allowed IPs/,
  ],
  [
    'mailcow-write',
    'a key that may only read',
    ({ env, mailcow }) => {
      env['MAILCOW_API_KEY'] = mailcow.keys.readOnly
    },
    'problem',
    /read-write access/,
  ],
  [
    'domains',
    'a domain that is not active',
    ({ mailcow }) => mailcow.setDomainActive('example.org', false),
    'problem',
    /Activate it/,
  ],
  [
    'domains',
    'a domain of a rule that is not served',
    ({ env, dataDir }) => {
      env['COWHERD_CONFIG'] = join(dataDir, 'cowherd.yaml')
      writeFileSync(env['COWHERD_CONFIG'], 'rules:\n  - match: {group: a}\n    domain: other.test\n')
    },
    'problem',
    /the rule, or add the domain/,
  ],
  [
    'ownership',
    'an alias of two owners',
    ({ mailcow, groups }) => {
      const marker = (owner: string) => formatMarker({ owner, group: groups.Office })
      const privateComment = `${marker('main')} ${marker('other')}`
      mailcow.addAlias({ address: 'x@example.org', goto: 'carol@example.org', privateComment })
    },
    'problem',
    /remove the marker/,
  ],
  [
    'queue',
    'a folder that nothing can be written into',
    ({ env }) => {
      env['COWHERD_DATA_DIR'] = '/dev/null/data'
    },
    'problem',
    /COWHERD_DATA_DIR/,
  ],
  [
    'queue',
    'a queue server that is away',
    ({ env }) => {
      env['COWHERD_QUEUE_URL'] = 'redis://127.0.0.1:1'
    },
    'problem',
    /COWHERD_QUEUE_URL/,
  ],
  [
    'webhook-secret',
    'no secret',
    ({ env }) => {
      delete env['COWHERD_WEBHOOK_SECRET']
    },
    'problem',
    /openssl rand/,
  ],
]

function withPermissions(...permissions: string[]): (doctor: Doctor) => void {
  return ({ authentik, env }) => {
    authentik.addToken({ token: 'few', permissions })
    env['AK_TOKEN'] = 'few'
  }
}

test.each(faults)('%s tells of %s, and how to correct it', async (id, _what, breakIt, state, fix) => {
  const doctor = openDoctor()
  breakIt(doctor)
  const check = await doctor.check(id)
  expect(check).toMatchObject({ state, fix: expect.stringMatching(fix) })
  expect((await doctor.run()).code).toBe(state === 'problem' ? 1 : 0)
})

describe('the network', () => {
  test('a host that nobody knows is told once, and nothing is asked of it', async () => {
    const { authentik, runJson } = openDoctor({
      resolve: async (host) => (host === 'auth.test' ? [] : ['192.0.2.1']),
    })
    const { document } = await runJson()
    const of = (state: string) => document.checks.filter((check) => check.state === state).map(({ id }) => id)
    expect(of('problem')).toEqual(['authentik-name'])
    expect(of('skipped')).toEqual(
      expect.arrayContaining(['authentik-token', 'authentik-groups', 'authentik-setup', 'canary']),
    )
    expect(authentik.requests).toEqual([])
  })

  test('a certificate that is not trusted is told of both servers', async () => {
    const validTo = new Date('2027-06-01T00:00:00Z')
    const { check } = openDoctor({
      certificate: async () => ({ validTo, distrust: 'self-signed certificate', names: [] }),
    })
    for (const id of ['authentik-certificate', 'mailcow-certificate'] as const) {
      expect(await check(id)).toMatchObject({
        state: 'problem',
        fix: expect.stringContaining('COWHERD_CA_FILE'),
      })
    }
  })

  test('a clock that is off is told of both servers', async () => {
    const { check } = openDoctor()
    const late = new Date('2026-11-24T12:30:00Z')
    for (const id of ['authentik-clock', 'mailcow-clock'] as const) {
      expect(await check(id, [], late)).toMatchObject({
        state: 'warning',
        fix: expect.stringContaining('NTP'),
      })
    }
  })
})

describe('a wrong key of Mailcow', () => {
  test('costs one request: ten get the host banned', async () => {
    const { mailcow, env, run } = openDoctor()
    env['MAILCOW_API_KEY'] = 'WRONG-WRONG'
    await run()
    expect(mailcow.requests.map(({ status }) => status)).toEqual([401])
  })
})

describe('settings that cannot be used', () => {
  test('are told all at once, and nothing else is looked at', async () => {
    const { authentik, env, runJson } = openDoctor()
    delete env['AK_BASE']
    env['COWHERD_SWEEP_EVERY'] = 'often'
    const { code, document } = await runJson()
    const [settings, ...others] = document.checks
    expect(settings).toMatchObject({
      state: 'problem',
      reason: expect.stringMatching(/AK_BASE.*SWEEP_EVERY/),
    })
    expect(settings?.fix).toMatch(/^AK_BASE: .*\nCOWHERD_SWEEP_EVERY: /)
    expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['skipped']))
    expect([code, authentik.requests.length]).toEqual([1, 0])
  })
})

describe('for people', () => {
  test('each check has one line, problems come last with their fix, then the count', async () => {
    const { env, run } = openDoctor()
    env['AK_TOKEN'] = 'wrong'
    const lines = (await run()).stdout.trimEnd().split('\n')
    const states = lines.flatMap((line) => /^(ok|skipped|warning|problem)\s/.exec(line)?.[1] ?? [])
    expect(states).toHaveLength(Object.keys(checkTitles).length)
    expect(states).toEqual(states.toSorted((a, b) => rank(a) - rank(b)))
    expect(lines.at(-1)).toMatch(/^1 problem, 1 warning, \d+ ok, \d+ skipped\.$/)
    expect(lines.find((line) => line.startsWith('problem'))).toContain('AK_TOKEN')
    expect(lines.filter((line) => line.startsWith('    fix: '))).toHaveLength(2)
  })

  test('no secret is ever shown', async () => {
    const { env, tokenFile, authentik, run } = openDoctor()
    env['AK_TOKEN'] = 'a-wrong-token-for-the-tests'
    env['MAILCOW_API_KEY'] = 'A-WRONG-KEY'
    const { stdout } = await run(['--admin-token-file', tokenFile])
    for (const secret of [authentik.adminToken, ...Object.values(env)].filter((value) =>
      /WRONG|wrong|secret/.test(`${value}`),
    )) {
      expect(stdout).not.toContain(secret)
    }
  })
})

function rank(state: string): number {
  return ['ok', 'skipped', 'warning', 'problem'].indexOf(state)
}

test('a token of somebody who is no administrator is told by each check that takes one', async () => {
  const { authentik, dataDir, check } = openDoctor()
  const path = join(dataDir, 'other-token')
  writeFileSync(path, authentik.token)
  const setup = await check('authentik-setup', ['--admin-token-file', path])
  expect(setup).toMatchObject({ state: 'problem', reason: expect.stringContaining('no superuser') })
})
