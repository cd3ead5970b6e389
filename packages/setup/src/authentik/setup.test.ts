import { describe, expect, it } from 'vitest'
import { readAdministrator } from './administrator.ts'
import { createSetupKit, openApi, versions, webhookUrl } from './authentik.testkit.ts'
import { inspectSetup } from './inspect.ts'
import { applySteps } from './objects/apply.ts'
import type { ObjectKey } from './objects/object.ts'
import { wantedSetup } from './objects/wanted.ts'
import { planRemoval } from './setup-plan.ts'

const secret = 'secret-of-the-tests-0123456789'
const accepted = { acceptedSecrets: [secret] }

/** What the server holds of every kind, without ours. */
function snapshot({ simulator }: ReturnType<typeof createSetupKit>) {
  return { groups: simulator.groups(), users: simulator.users() }
}

describe.each(versions)('setting up Authentik %s', (version) => {
  it('makes a token that may read groups, users and events and nothing else', async () => {
    const { simulator, setUp } = createSetupKit({ version })
    const { AK_TOKEN } = await setUp(accepted)
    const status = async (path: string, method = 'GET') =>
      (
        await simulator.fetch(`http://authentik.test/api/v3/${path}`, {
          method,
          headers: { Authorization: `Bearer ${AK_TOKEN}` },
          ...(method === 'POST' && { body: '{"name":"x"}' }),
        })
      ).status
    for (const path of ['core/groups/?search=no-such', 'core/users/', 'events/events/']) {
      expect([path, await status(path)]).toEqual([path, 200])
    }
    expect(await status('core/groups/', 'POST')).toBe(403)
    expect(await status('rbac/roles/')).toBe(403)
  })

  it('a second time leaves the same objects and writes nothing', async () => {
    const kit = createSetupKit({ version })
    const first = await kit.setUp(accepted)
    const before = snapshot(kit)
    const writes = kit.watchWrites()
    expect((await kit.plan(accepted)).steps).toEqual([])
    expect(await kit.setUp(accepted)).toEqual(first)
    expect(writes()).toEqual([])
    expect(snapshot(kit)).toEqual(before)
  })

  it('without saying where webhooks go leaves them where they go, and keeps the secret that they carry', async () => {
    const { setUp, plan } = createSetupKit({ version })
    await expect(plan({ webhookUrl: undefined })).rejects.toThrow('no address')
    const first = await setUp()
    const again = await plan({ webhookUrl: undefined })
    expect(again).toMatchObject({ steps: [], webhookUrl, secret: { phase: 'kept' } })
    expect(await setUp({ webhookUrl: undefined })).toEqual(first)
  })

  it('keeps installations apart by their owners', async () => {
    const { setUp, plan, api } = createSetupKit({ version })
    await setUp(accepted)
    await setUp({ ...accepted, owner: 'second' })
    const { steps, present } = await planRemoval(api, 'second')
    await applySteps(api, steps, present)
    expect((await plan(accepted)).steps).toEqual([])
  })

  it('leaves alone what bears almost the same name', async () => {
    const { api, byHand, setUp } = createSetupKit({ version })
    const { pk } = await byHand('POST', '/rbac/roles/', { name: 'a-cowherd-main-reader' })
    const before = await api.get('/rbac/permissions/', { role: pk })
    await setUp(accepted)
    expect(await api.get('/rbac/permissions/', { role: pk })).toEqual(before)
    const { steps, present } = await planRemoval(api, 'main')
    await applySteps(api, steps, present)
    expect((await api.get(`/rbac/roles/${pk}/`)).status).toBe(200)
  })

  it('is taken away whole, with nothing else', async () => {
    const kit = createSetupKit({ version })
    const before = snapshot(kit)
    await kit.setUp(accepted)
    await kit.setUp({ ...accepted, rotateToken: true })
    const { steps, present } = await planRemoval(kit.api, 'main')
    await applySteps(kit.api, steps, present)
    expect(snapshot(kit)).toEqual(before)
    expect((await planRemoval(kit.api, 'main')).steps).toEqual([])
    const wanted = wantedSetup({ owner: 'main', webhookUrl, webhookSecret: secret })
    const findings = await inspectSetup(kit.api, wanted)
    expect(findings.filter(({ state }) => state === 'right')).toEqual([])
    for (const path of ['rbac/roles/', 'events/rules/', 'policies/bindings/', 'events/transports/']) {
      const found = await kit.api.get(`/${path}`, { search: 'cowherd' })
      expect(JSON.stringify(found.body)).not.toContain('cowherd')
    }
  })

  it('that broke off after any number of changes is finished by the same again', async () => {
    const whole = createSetupKit({ version })
    const all = (await whole.plan(accepted)).steps.length
    for (let done = 0; done < all; done += 1) {
      const { setUp, plan, simulator } = createSetupKit({ version })
      simulator.faults.add({ kind: 'drop-after', matches: ({ method }) => method === 'POST', after: done })
      await setUp(accepted).then(
        () => expect(`${done} broke off`).toBe('it did not'),
        (error: unknown) => expect(error).toMatchObject({ code: 'outcome-unknown' }),
      )
      await setUp(accepted)
      expect([done, (await plan(accepted)).steps]).toEqual([done, []])
    }
  })
})

describe.each(versions)('a setup of Authentik %s from which by hand', (version) => {
  const wanted = wantedSetup({ owner: 'main', webhookUrl, webhookSecret: secret })
  const paths: Readonly<Record<string, string>> = {
    role: '/rbac/roles/',
    group: '/core/groups/',
    account: '/core/users/',
    token: '/core/tokens/',
    mapping: '/propertymappings/notification/',
    transport: '/events/transports/',
    rule: '/events/rules/',
    policy: '/policies/event_matcher/',
    binding: '/policies/bindings/',
  }

  async function openSetUp() {
    const kit = createSetupKit({ version })
    await kit.setUp(accepted)
    const { present } = await kit.plan(accepted)
    const idOf = (key: ObjectKey) => {
      const id = present.objects.get(key)?.id
      if (id === undefined) throw new Error(`no ${key}`)
      return id
    }
    return { ...kit, idOf, states: async () => wrongOf(await inspectSetup(kit.api, wanted)) }
  }

  function wrongOf(findings: Awaited<ReturnType<typeof inspectSetup>>) {
    return findings.flatMap(({ key, state }) => (state === 'right' ? [] : [`${key} ${state}`]))
  }

  it.each(wanted.objects.map(({ key, kind }) => [key, kind] as const))(
    '%s was deleted is found and repaired',
    async (key, kind) => {
      const { byHand, idOf, states, setUp } = await openSetUp()
      expect(await states()).toEqual([])
      await byHand('DELETE', `${paths[kind]}${idOf(key)}/`)
      expect(await states()).toContain(`${key} missing`)
      await setUp(accepted)
      expect(await states()).toEqual([])
    },
  )

  const common: readonly [ObjectKey, object][] = [
    ['group', { is_superuser: true }],
    ['group', { roles: [] }],
    ['group', { attributes: { cowherd: { enabled: true } } }],
    ['account', { is_active: false }],
    ['account', { groups: [] }],
    ['token', { expiring: true, user: 'account' }],
    ['token', {}],
    ['body', { expression: 'return {}' }],
    ['headers', { expression: 'return {}' }],
    ['transport', { send_once: false }],
    ['transport', { webhook_url: 'http://elsewhere.test/' }],
    ['transport', { mode: 'local' }],
    ['transport', { webhook_mapping_body: null }],
    ['transport', { webhook_mapping_headers: null }],
    ['rule', { transports: [] }],
    ['rule', { destination_group: null }],
    ['rule', { destination_event_user: true }],
    ['rule', { severity: 'alert' }],
    ['group-updated', { action: 'login' }],
    ['user-deleted', { action: 'model_deleted', app: 'authentik.core' }],
    ['user-created', { action: 'model_created', model: null }],
    ['group-created', { action: 'model_created', client_ip: '192.0.2.1' }],
    ['group-deleted-binding', { enabled: false, target: 'rule' }],
    ['group-deleted-binding', { negate: true, target: 'rule' }],
  ]
  const newer: readonly [ObjectKey, object][] = [
    ['group-updated', { action: 'model_updated', query: 'action = "login"' }],
    ['account', { roles: ['role'] }],
  ]
  it.each(version === '2026.8' ? [...common, ...newer] : common)(
    '%s was changed to %j is found and repaired',
    async (key, fields) => {
      const { byHand, idOf, states, setUp, plan } = await openSetUp()
      const kind = wanted.objects.find((object) => object.key === key)?.kind ?? ''
      const resolved = Object.entries(fields).map(([name, value]) => [
        name,
        value === 'account' || value === 'rule'
          ? idOf(value)
          : name === 'roles' && value.length
            ? [idOf('role')]
            : value,
      ])
      await byHand('PATCH', `${paths[kind]}${idOf(key)}/`, Object.fromEntries(resolved))
      expect(await states()).toEqual([`${key} changed`])
      await setUp(accepted)
      expect(await states()).toEqual([])
      expect((await plan(accepted)).steps).toEqual([])
    },
  )

  it('a parent was given to the group is found and repaired: its role would be inherited', async () => {
    const { byHand, idOf, states, setUp, simulator } = await openSetUp()
    const admins = simulator.groups().find(({ superuser }) => superuser)?.id
    await byHand(
      'PATCH',
      `/core/groups/${idOf('group')}/`,
      version === '2025.6' ? { parent: admins } : { parents: [admins] },
    )
    expect(await states()).toEqual(['group changed'])
    await setUp(accepted)
    expect(await states()).toEqual([])
  })

  it('permissions were taken or given is found and repaired', async () => {
    const { byHand, idOf, states, setUp, simulator } = await openSetUp()
    const role = `/rbac/permissions/assigned_by_roles/${idOf('role')}`
    await byHand('PATCH', `${role}/unassign/`, { permissions: ['authentik_core.view_user'] })
    expect(await states()).toEqual(['role lacks-permission'])
    await byHand('POST', `${role}/assign/`, { permissions: ['authentik_core.delete_group'] })
    const [group] = simulator.groups()
    const one = {
      permissions: ['authentik_core.view_group'],
      model: 'authentik_core.group',
      object_pk: group?.id,
    }
    await byHand('POST', `${role}/assign/`, one)
    expect(await states()).toEqual([
      'role lacks-permission',
      'role excess-permission',
      'role excess-permission',
    ])
    await setUp(accepted)
    expect(await states()).toEqual([])
  })

  it('somebody was put into the group is found and taken out again', async () => {
    const { idOf, states, setUp, simulator } = await openSetUp()
    const user = simulator.addUser({ username: 'curious', email: '' })
    simulator.addMember(String(idOf('group')), user)
    expect(await states()).toEqual(['group foreign-member'])
    await setUp(accepted)
    expect(await states()).toEqual([])
    expect(simulator.users().find(({ pk }) => pk === user)?.groups).toEqual([])
  })

  it('attributes were added to the group keeps them', async () => {
    const { byHand, idOf, states, setUp, simulator } = await openSetUp()
    const attributes = { note: 'ours', cowherd: { enabled: true, canary: 7 } }
    await byHand('PATCH', `/core/groups/${idOf('group')}/`, { attributes })
    await setUp(accepted)
    expect(await states()).toEqual([])
    expect(simulator.groups().find(({ id }) => id === idOf('group'))?.attributes).toEqual({
      note: 'ours',
      cowherd: { enabled: false, canary: 7 },
    })
  })
})

describe('what cannot be set up', () => {
  it('is refused to anybody but a superuser, whoever else could do some of it', async () => {
    const { simulator } = createSetupKit()
    await expect(readAdministrator(openApi(simulator, simulator.token))).rejects.toMatchObject({
      code: 'no-permission',
      message: expect.stringContaining('no superuser'),
    })
    await expect(readAdministrator(openApi(simulator, 'wrong'))).rejects.toMatchObject({
      code: 'bad-token',
      message: expect.stringContaining('API token'),
    })
    expect(await readAdministrator(openApi(simulator))).toEqual({ username: 'akadmin', version: '2025.6.4' })
  })

  it('leaves a person alone who bears the name of the service account', async () => {
    const { simulator, plan, api } = createSetupKit()
    simulator.addUser({ username: 'cowherd-main', email: 'cow@example.org' })
    await expect(plan()).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('Rename'),
    })
    await expect(planRemoval(api, 'main')).rejects.toMatchObject({ code: 'rejected' })
  })

  it('never repeats the token or the secret, whatever is answered', async () => {
    const { simulator, setUp } = createSetupKit()
    for (const kind of [
      'html-500',
      'restarting',
      'drop-before',
      'no-permission',
      'bad-token',
      'wrong-shape',
    ] as const) {
      for (const after of [0, 3, 25, 40]) {
        simulator.faults.clear()
        simulator.faults.add({ kind, after, times: 5 })
        const message = await setUp(accepted).then(
          () => '',
          (error: unknown) => (error instanceof Error ? `${error.message} ${error.stack}` : String(error)),
        )
        expect(message).not.toContain(simulator.adminToken)
        expect(message).not.toContain(secret)
      }
    }
  })
})
