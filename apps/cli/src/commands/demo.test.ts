import { createServer } from 'node:http'
import * as v from 'valibot'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type DemoDocument, demoDocumentSchema } from '../demo/document.ts'
import { createDemoIo } from '../demo/testkit.ts'
import type { Io, TextStream } from '../program/io.ts'
import { runProgram } from '../program/run.ts'

async function playOnce(changes: Partial<Io> = {}): Promise<{ code: number; document: DemoDocument }> {
  const { io, stdout, stderr } = createDemoIo(changes)
  const code = await runProgram(['demo', '--once', '--json'], io)
  expect(stderr()).toBe('')
  return { code, document: v.parse(demoDocumentSchema, JSON.parse(stdout())) }
}

/** A whole demo takes some 15 seconds on a quiet machine, and several times that on a busy one. */
const patience = 180_000

/** Mailcow says that it made the alias of a group, and did not make it. */
function withoutControlling(): Partial<Io> {
  const { createTransport } = createDemoIo().io
  return {
    createTransport: (options) => {
      const fetch = createTransport(options)
      return async (input, init) =>
        typeof init?.body === 'string' && init.body.includes('controlling@')
          ? Response.json([
              { type: 'success', log: [], msg: ['alias_added', 'controlling@fjord.example', '999'] },
            ])
          : fetch(input, init)
    },
  }
}

describe('demo --once --json', () => {
  let played: Awaited<ReturnType<typeof playOnce>>
  let broken: Awaited<ReturnType<typeof playOnce>>
  beforeAll(async () => {
    ;[played, broken] = await Promise.all([playOnce(), playOnce(withoutControlling())])
  }, patience)

  it('prints one document and nothing else, with every check passed', () => {
    const { code, document } = played
    expect(document.checks.flatMap(({ details }) => details)).toEqual([])
    expect(document.checks.every(({ ok }) => ok)).toBe(true)
    expect(document.foreignAliases.untouched && document.converged).toBe(true)
    expect(code).toBe(0)
  })

  it('plays a company of about 200 people and 40 groups, three times nested', () => {
    const { company } = played.document
    expect(company.users).toBeGreaterThan(190)
    expect(company.users).toBeLessThan(215)
    expect(company.groups).toBeGreaterThanOrEqual(40)
    expect(company.groupLevels).toBe(4)
    expect(company.inactive).toBeGreaterThan(5)
  })

  it('syncs twice, and the second sync writes nothing', () => {
    const { firstSync, secondSync } = played.document
    expect(firstSync.changes).toEqual({ create: firstSync.applied - 1, adopt: 1 })
    expect(firstSync.writeRequests).toBe(firstSync.applied)
    expect(secondSync).toMatchObject({ changes: {}, applied: 0, writeRequests: 0 })
  })

  it('meets each kind of trouble', () => {
    const { firstSync } = played.document
    expect(new Set(firstSync.conflicts)).toEqual(
      new Set(['role-address', 'is-mailbox', 'wanted-twice', 'not-ours', 'unnameable']),
    )
    expect(new Set(firstSync.warnings)).toEqual(
      new Set([
        'nesting-cycle',
        'external-members',
        'member-no-address',
        'member-invalid-address',
        'member-no-mailbox',
      ]),
    )
  })

  it('holds all changes while the directory reads as empty, and names what would approve them', () => {
    const { holds, steps } = played.document
    expect(holds).toHaveLength(1)
    expect(holds[0]?.step).toBe('empty')
    expect(holds[0]?.approve).toMatch(/^[0-9a-f]{16}$/)
    expect(holds[0]?.changes).toBeGreaterThan(20)
    expect(steps.at(-1)?.syncs.map(({ writeRequests }) => writeRequests)).toEqual([0, 0])
  })

  it('plans the same for the same company each time', () => {
    const [first, second] = [played, broken].map(({ document: { company, firstSync } }) => {
      const { checksum, changes, conflicts, warnings } = firstSync
      return { company, checksum, changes, conflicts, warnings }
    })
    expect(first).toEqual(second)
  })

  it('lets a running service hear of each change by itself: by webhook, by event log, by sweep', () => {
    const { startSeconds, sweepChanges, scenes } = played.document.live
    expect(startSeconds).toBeGreaterThan(0)
    expect(sweepChanges).toBe(0)
    const [arrival, departure, burst, standstill] = scenes
    expect(arrival).toMatchObject({ id: 'arrival', ok: true, changes: 1, events: 1 })
    expect(arrival?.webhookSeconds).toBeGreaterThan(0.5)
    expect(arrival?.heard).not.toEqual([])
    expect(departure).toMatchObject({ id: 'departure', ok: true, changes: 1, events: 1 })
    expect(departure?.webhookSeconds).toBeGreaterThan(0.5)
    expect(burst).toMatchObject({ id: 'burst', ok: true, changes: 12, events: 12 })
    expect(burst?.runs).toBeLessThan(12)
    expect(standstill).toMatchObject({ id: 'standstill', ok: true, changes: 2, events: 1 })
    expect(standstill?.heard.map(({ ear }) => ear)).toContain('sweep')
    for (const { seconds } of scenes) expect(seconds).toBeGreaterThan(0)
  })

  it('ends with exit code 1 where a write does not arrive, and says which alias lacks', () => {
    const { code, document } = broken
    expect(code).toBe(1)
    expect(document.converged).toBe(false)
    expect(document.checks.flatMap(({ details }) => details).join('\n')).toContain(
      'controlling@fjord.example',
    )
  })
})

describe('demo', () => {
  it(
    'tells its story in at most 180 lines of 100 columns, then stays up for any command and any change',
    async () => {
      const controller = new AbortController()
      let text = ''
      let show = (): void => {}
      const stdout: TextStream = {
        write(chunk) {
          text += chunk
          show()
        },
      }
      const shown = (part: string | RegExp) =>
        new Promise<void>((resolve) => {
          show = () => {
            if (text.search(part) !== -1) resolve()
          }
          show()
        })
      const { io } = createDemoIo({ stdout, signal: controller.signal })
      const ended = runProgram(['demo'], io)
      onTestFinished(async () => {
        controller.abort()
        await ended
      })
      await shown('What the service logs')

      const story = text.slice(0, text.indexOf('Your turn')).split('\n')
      expect(story.length).toBeLessThanOrEqual(180)
      expect(text.split('\n').filter((line) => [...line].length > 100)).toEqual([])
      expect(text).not.toContain('✗')
      expect(text).not.toContain('undefined')

      const assignments = [...text.matchAll(/^export (.+)$/gm)].flatMap((match) => match[1]?.split(' ') ?? [])
      const env = Object.fromEntries(assignments.map((assignment) => assignment.split('=', 2)))
      for (const command of ['plan', 'sweep']) {
        const other = createDemoIo({ env })
        expect(await runProgram([command], other.io)).toBe(0)
        expect(other.stdout()).toContain('nothing to change')
      }

      const [, token = '', body = '', url = ''] =
        /Bearer (\S+)' \\\n.+ -d '(.+)' \\\n {2}(\S+add_user\/)/.exec(text) ?? []
      const [, person = '', key = '', alias = ''] =
        /and see (\S+)\s+in[\s\S]+?X-API-Key: (\S+)' (\S+get\/alias\/\d+)/.exec(text) ?? []
      const change = await fetch(url, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body,
      })
      expect(change.status).toBe(204)
      await shown(/run kind=\w+ .*made=[1-9]/)
      expect(await (await fetch(alias, { headers: { 'X-API-Key': key } })).text()).toContain(person)

      controller.abort()
      expect(await ended).toBe(0)
      await expect(fetch(env['AK_BASE'])).rejects.toThrow()
      await expect(fetch(env['MAILCOW_API_URL'])).rejects.toThrow()
    },
    patience,
  )

  it('stops before the first step when it is asked to early, and --once counts that as a failure', async () => {
    const stopped = { signal: AbortSignal.abort() }
    expect(await runProgram(['demo'], createDemoIo(stopped).io)).toBe(0)
    expect(await runProgram(['demo', '--once'], createDemoIo(stopped).io)).toBe(1)
  })

  it('says which option to use where a port is taken or is none', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    for (const option of ['--port-authentik', '--port-mailcow']) {
      const taken = createDemoIo()
      expect(await runProgram(['demo', '--once', option, String(port)], taken.io)).toBe(64)
      expect(taken.stderr()).toContain(`choose another with ${option}`)
      const wrong = createDemoIo()
      expect(await runProgram(['demo', option, '70000'], wrong.io)).toBe(64)
      expect(wrong.stderr()).toContain('from 0 to 65535')
    }
    other.close()
  })
})
