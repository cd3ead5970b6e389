import { createReceiver } from '@cowherd/receiver'
import { describe, expect, it } from 'vitest'
import { createSetupKit, versions, webhookUrl } from './authentik.testkit.ts'
import { decideToken } from './secret/api-token.ts'
import { decideSecret } from './secret/webhook-secret.ts'

const old = 'old-secret-of-the-tests-0123'
const create = () => 'a-new-secret-of-the-tests'

describe('the secret of the webhooks', () => {
  const decide = (accepted: string[], sent?: string, rotate = false) =>
    decideSecret({ accepted, sent, rotate, create })

  it('is made where there is none', () => {
    expect(decide([])).toEqual({ sent: create(), accepted: [create()], phase: 'made' })
  })

  it('stays as it is where both sides agree', () => {
    expect(decide([old], old)).toEqual({ sent: old, accepted: [old], phase: 'kept' })
    expect(decide([], old)).toEqual({ sent: old, accepted: [old], phase: 'kept' })
    expect(decide(['new', old], old)).toEqual({ sent: old, accepted: ['new', old], phase: 'kept' })
  })

  it('becomes the receiver’s where Authentik sends another or none', () => {
    expect(decide([old, 'next'], 'other')).toEqual({ sent: old, accepted: [old, 'next'], phase: 'corrected' })
    expect(decide([old])).toEqual({ sent: old, accepted: [old], phase: 'corrected' })
    expect(decide([old], 'other', true).phase).toBe('corrected')
  })

  it('is changed in two turns: the receiver learns it first, Authentik sends it then', () => {
    const begun = decide([old], old, true)
    expect(begun).toEqual({ sent: old, accepted: [create(), old], phase: 'begun' })
    const switched = decide([...begun.accepted], begun.sent, true)
    expect(switched).toEqual({ sent: create(), accepted: [create()], phase: 'switched' })
    // the settings were not brought up to date since: the next change lets go of the oldest
    expect(decide([...begun.accepted], switched.sent, true)).toEqual({
      sent: create(),
      accepted: [create(), create()],
      phase: 'begun',
    })
  })

  it('is never sent before it is accepted, whatever is known', () => {
    const lists = [[], [old], ['next', old], [old, 'next'], ['other']]
    for (const accepted of lists) {
      for (const sent of [undefined, old, 'next']) {
        for (const rotate of [false, true]) {
          const decision = decide(accepted, sent, rotate)
          expect(decision.accepted).toContain(decision.sent)
          if (accepted.length > 0) expect([...accepted, create()]).toContain(decision.sent)
          if (decision.phase === 'begun') expect(decision.sent).toBe(sent)
        }
      }
    }
  })
})

describe.each(versions)('changing the secret in Authentik %s', (version) => {
  /** A receiver that can be restarted with other secrets, and what it refused. */
  function createRestartable(secrets: readonly string[]) {
    const stored: unknown[] = []
    const statuses: number[] = []
    const start = (list: readonly string[]) =>
      createReceiver({
        secrets: list,
        store: async (scopes) => void stored.push(...scopes),
        ready: async () => {},
        now: () => 0,
        log: () => {},
      })
    let app = start(secrets)
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await app.request(new Request(input, init))
      statuses.push(response.status)
      return response
    }
    return { fetch, stored, statuses, restart: (list: readonly string[]) => (app = start(list)) }
  }

  it('loses and refuses no webhook, at any moment of it', async () => {
    const { simulator, setUp, plan } = createSetupKit({ version })
    const receiver = createRestartable([old])
    await setUp({ acceptedSecrets: [old] })
    simulator.deliverAsConfigured({ fetch: receiver.fetch, timeScale: 0.001 })
    let changes = 0
    const change = async () => {
      changes += 1
      simulator.addGroup({ name: `group-${changes}` })
      await simulator.webhooksSettled()
    }
    await change()
    const begun = await setUp({ acceptedSecrets: [old], rotateSecret: true })
    await change()
    const both = begun.COWHERD_WEBHOOK_SECRET.split(',')
    receiver.restart(both)
    await change()
    const ended = await setUp({ acceptedSecrets: both, rotateSecret: true })
    await change()
    receiver.restart([ended.COWHERD_WEBHOOK_SECRET])
    await change()
    expect(receiver.statuses.filter((status) => status === 401)).toEqual([])
    expect(receiver.stored).toHaveLength(changes)
    expect(both).toEqual([ended.COWHERD_WEBHOOK_SECRET, old])
    expect((await plan({ acceptedSecrets: [ended.COWHERD_WEBHOOK_SECRET] })).steps).toEqual([])
    simulator.stopWebhooks()
  })

  it('goes back to the old one where the receiver was not restarted, and says so', async () => {
    const { simulator, setUp, plan } = createSetupKit({ version })
    const receiver = createRestartable([old])
    await setUp({ acceptedSecrets: [old] })
    simulator.deliverAsConfigured({ fetch: receiver.fetch, timeScale: 0.001 })
    const acceptedSecrets = ['new-secret-0123456789', old]
    await expect(setUp({ acceptedSecrets, rotateSecret: true })).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringMatching(/401.*Restart Cowherd/s),
    })
    expect((await plan({ acceptedSecrets: [old] })).steps).toEqual([])
    simulator.addGroup({ name: 'later' })
    await simulator.webhooksSettled()
    expect(receiver.stored).toHaveLength(1)
    simulator.stopWebhooks()
  })
})

describe('the token', () => {
  it('is changed in two turns, and only when the new one is in use does the old one go', () => {
    const base = { used: 'old', current: true, next: undefined, rotate: true }
    expect(decideToken({ ...base, rotate: false })).toBe('kept')
    expect(decideToken(base)).toBe('begun')
    expect(decideToken({ ...base, next: 'new' })).toBe('waiting')
    expect(decideToken({ ...base, next: 'new', rotate: false })).toBe('kept')
    expect(decideToken({ ...base, next: 'new', used: 'new' })).toBe('finished')
    expect(decideToken({ ...base, next: 'new', current: false, rotate: false })).toBe('finished')
    expect(decideToken({ ...base, current: false })).toBe('kept')
  })

  it.each(versions)(
    'of Authentik %s holds until its successor is in use, and not longer',
    async (version) => {
      const { simulator, setUp, plan } = createSetupKit({ version })
      const opens = async (token: string) =>
        (
          await simulator.fetch('http://authentik.test/api/v3/core/groups/', {
            headers: { Authorization: `Bearer ${token}` },
          })
        ).status === 200
      const common = { acceptedSecrets: [old], webhookUrl }
      const first = await setUp(common)
      const second = await setUp({ ...common, usedToken: first.AK_TOKEN, rotateToken: true })
      expect(second.AK_TOKEN).not.toBe(first.AK_TOKEN)
      expect([await opens(first.AK_TOKEN), await opens(second.AK_TOKEN)]).toEqual([true, true])
      const waiting = await setUp({ ...common, usedToken: first.AK_TOKEN, rotateToken: true })
      expect(waiting).toEqual(second)
      expect(await opens(first.AK_TOKEN)).toBe(true)
      const third = await setUp({ ...common, usedToken: second.AK_TOKEN, rotateToken: true })
      expect(third).toEqual(second)
      expect([await opens(first.AK_TOKEN), await opens(second.AK_TOKEN)]).toEqual([false, true])
      expect((await plan({ ...common, usedToken: second.AK_TOKEN })).steps).toEqual([])
    },
  )

  it('is found again where its change broke off between the two last writes', async () => {
    const { simulator, setUp, plan } = createSetupKit()
    const common = { acceptedSecrets: [old] }
    const first = await setUp(common)
    const second = await setUp({ ...common, usedToken: first.AK_TOKEN, rotateToken: true })
    simulator.faults.add({ kind: 'drop-before', matches: ({ method }) => method === 'PATCH' })
    const last = { ...common, usedToken: second.AK_TOKEN, rotateToken: true }
    await expect(setUp(last)).rejects.toMatchObject({ code: 'outcome-unknown' })
    expect(await setUp(common)).toEqual(second)
    expect((await plan(common)).steps).toEqual([])
  })
})
