import { createServer } from 'node:http'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
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

describe('demo --once --json', () => {
  let played: Awaited<ReturnType<typeof playOnce>>
  beforeAll(async () => {
    played = await playOnce()
  })

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

  it('plans the same for the same company each time', async () => {
    const runs = [played, await playOnce()].map(({ document }) => document)
    const [first, second] = runs.map(({ company, firstSync }) => ({ company, firstSync }))
    expect(first).toEqual(second)
  })

  it('ends with exit code 1 where a write does not arrive, and says which alias lacks', async () => {
    const { createTransport } = createDemoIo().io
    const { code, document } = await playOnce({
      createTransport: (options) => {
        const fetch = createTransport(options)
        return async (input, init) =>
          typeof init?.body === 'string' && init.body.includes('training@')
            ? Response.json([
                { type: 'success', log: [], msg: ['alias_added', 'training@fjord.example', '999'] },
              ])
            : fetch(input, init)
      },
    })
    expect(code).toBe(1)
    expect(document.converged).toBe(false)
    expect(document.checks.flatMap(({ details }) => details).join('\n')).toContain('training@fjord.example')
  })
})

describe('demo', () => {
  it('tells its story in at most 150 lines of 100 columns', async () => {
    const { io, stdout } = createDemoIo()
    expect(await runProgram(['demo', '--once'], io)).toBe(0)
    const lines = stdout().trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(150)
    expect(lines.filter((line) => [...line].length > 100)).toEqual([])
    expect(stdout()).not.toContain('✗')
    expect(stdout()).not.toContain('undefined')
  })

  it('stays up with settings that any command works with, until it is asked to stop', async () => {
    const controller = new AbortController()
    let text = ''
    let stopPrinted = (): void => {}
    const printed = new Promise<void>((resolve) => {
      stopPrinted = resolve
    })
    const stdout: TextStream = {
      write(chunk) {
        text += chunk
        if (text.includes('until Ctrl-C')) stopPrinted()
      },
    }
    const { io } = createDemoIo({ stdout, signal: controller.signal })
    const ended = runProgram(['demo'], io)
    await printed
    const assignments = [...text.matchAll(/^export (.+)$/gm)].flatMap((match) => match[1]?.split(' ') ?? [])
    const env = Object.fromEntries(assignments.map((assignment) => assignment.split('=', 2)))
    const other = createDemoIo({ env })
    expect(await runProgram(['plan'], other.io)).toBe(0)
    expect(other.stdout()).toContain('nothing to change')
    controller.abort()
    expect(await ended).toBe(0)
    await expect(fetch(env['AK_BASE'])).rejects.toThrow()
    await expect(fetch(env['MAILCOW_API_URL'])).rejects.toThrow()
  })

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
