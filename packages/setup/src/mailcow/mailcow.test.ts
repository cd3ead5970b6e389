import { createMailcowSimulator } from '@cowherd/simulators'
import { describe, expect, it } from 'vitest'
import { type MailcowAccessOptions, readKeyAccess, readSogoState } from './access.ts'
import { type SurveyInput, surveyMailcow } from './survey.ts'

function open(options: Partial<MailcowAccessOptions> = {}) {
  const mailcow = createMailcowSimulator()
  const access = {
    ...{ baseUrl: 'http://mail.test/', key: mailcow.keys.readWrite, fetch: mailcow.fetch },
    ...{ timeoutMs: 1000, patienceMs: 50, ...options },
  }
  return { mailcow, access }
}

describe('what a key may do', () => {
  it('is found out without writing, and without a request that could write', async () => {
    const { mailcow, access } = open()
    mailcow.addDomain({ domain: 'example.org' })
    mailcow.addAlias({ address: 'a@example.org', goto: 'b@example.org' })
    const before = mailcow.aliases()
    expect(await readKeyAccess(access)).toBe('read-write')
    expect(await readKeyAccess({ ...access, key: mailcow.keys.readOnly })).toBe('read-only')
    expect(mailcow.aliases()).toEqual(before)
    expect(mailcow.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('is unknown where the answer is of another kind', async () => {
    const json = (body: unknown, status = 200) =>
      open({ fetch: async () => new Response(JSON.stringify(body), { status }) }).access
    expect(await readKeyAccess(json({ type: 'error', msg: 'route not found' }, 404))).toBe('unknown')
    expect(await readKeyAccess(json({ type: 'success', msg: 'Task completed' }))).toBe('unknown')
    expect(await readKeyAccess(json([]))).toBe('unknown')
  })
})

describe('SOGo', () => {
  it('runs where its container does, and is unknown where Mailcow does not tell', async () => {
    const { mailcow, access } = open()
    expect(await readSogoState(access)).toBe('running')
    mailcow.faults.add({ kind: 'html-500', times: Number.POSITIVE_INFINITY })
    expect(await readSogoState(access)).toBe('unknown')
    const answer = (body: unknown) => ({ ...access, fetch: async () => new Response(JSON.stringify(body)) })
    expect(await readSogoState(answer({ 'mysql-mailcow': { state: 'running' } }))).toBe('stopped')
    expect(await readSogoState(answer({ 'sogo-mailcow': { state: 'exited' } }))).toBe('stopped')
    expect(await readSogoState(answer({}))).toBe('unknown')
  })
})

describe('the survey', () => {
  const domain = { name: 'example.org', active: true, relay: false, aliasesLeft: 100 }
  const mailboxes = Array.from({ length: 1000 }, (_, n) => ({
    address: `user-${n}@example.org`,
    receives: true,
  }))
  const survey = (domains: readonly (typeof domain)[], input: Partial<SurveyInput> = {}) =>
    surveyMailcow(
      { domains, mailboxes, aliases: [] },
      { access: 'read-write', sogo: 'stopped', wantedDomain: 'example.org', ...input },
    )

  it('has nothing to remark where all is well', () => {
    expect(survey([domain])).toMatchObject({
      ...{ ready: true, remarks: [], domain: 'example.org' },
      domains: [{ mailboxes: 1000, aliases: 0 }],
    })
  })

  it('chooses the domain where there is but one that is active, and asks where there are several', () => {
    const other = { ...domain, name: 'example.com' }
    expect(survey([domain], { wantedDomain: undefined }).domain).toBe('example.org')
    expect(survey([domain, { ...other, active: false }], { wantedDomain: undefined }).domain).toBe(
      'example.org',
    )
    expect(survey([domain, other], { wantedDomain: undefined })).toMatchObject({
      ...{ domain: undefined, ready: false },
      remarks: [expect.stringContaining('COWHERD_DOMAIN')],
    })
  })

  it.each([
    [{ ...domain, active: false }, {}, 'not active'],
    [{ ...domain, aliasesLeft: 0 }, {}, 'raise its limit'],
    [{ ...domain, aliasesLeft: -3 }, {}, 'raise its limit'],
    [domain, { wantedDomain: 'other.test' }, 'does not serve other.test'],
    [domain, { access: 'read-only' as const }, 'may only read'],
  ])('is not ready where %j %j, and says what to do', (one, input, remark) => {
    expect(survey([one], input)).toMatchObject({ ready: false, remarks: [expect.stringContaining(remark)] })
  })

  it.each([
    [{ ...domain, relay: true }, {}, 'passes mail'],
    [domain, { access: 'unknown' as const }, 'cannot be told'],
    [domain, { sogo: 'running' as const }, 'about 4.6 s'],
  ])('is ready all the same where %j %j, and says what it means', (one, input, remark) => {
    expect(survey([one], input)).toMatchObject({ ready: true, remarks: [expect.stringContaining(remark)] })
  })

  it('says that there is no domain at all', () => {
    expect(survey([], { wantedDomain: undefined }).remarks).toEqual([expect.stringContaining('no domain')])
  })
})
