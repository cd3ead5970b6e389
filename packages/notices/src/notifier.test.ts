import { describe, expect, it } from 'vitest'
import type { NoticeValues } from './book/book.ts'
import type { Condition, Notice } from './condition.ts'
import { createNotifier } from './notifier.ts'

const hour = 3_600_000

/** Two workers that share what was told. */
function createWorkers({ addresses = false, values = createValues() } = {}) {
  const sent: Notice[] = []
  const lines: string[] = []
  const counted: string[] = []
  const clock = { ms: Date.parse('2026-11-25T04:00:00Z') }
  const way = { fails: false }
  const createOne = () =>
    createNotifier({
      ...{ values, addresses, pauseMs: 1, nowMs: () => clock.ms },
      ways: [
        {
          name: 'webhook',
          async send(notice) {
            if (way.fails) throw new Error('it answered with status 500')
            sent.push(notice)
          },
        },
      ],
      log: (level, message) => lines.push(`${level}: ${message}`),
      onSent: (name, result) => counted.push(`${name} ${result}`),
    })
  const workers = [createOne(), createOne()] as const
  const tell = async (worker: 0 | 1, ...conditions: Condition[]) => {
    await workers[worker].tell(conditions)
    await workers[worker].close()
  }
  return { sent, lines, counted, clock, way, tell, values }
}

function createValues(): NoticeValues & { readonly stored: Map<string, unknown> } {
  const stored = new Map<string, unknown>()
  return {
    stored,
    getMany: async (keys) =>
      new Map(keys.flatMap((key) => (stored.has(key) ? [[key, stored.get(key)]] : []))),
    async putMany(values) {
      for (const [key, value] of values) stored.set(key, JSON.parse(JSON.stringify(value)))
    },
  }
}

const conflicts = (...names: string[]): Condition => ({
  kind: 'conflicts',
  causes: names.map((name) => ({ key: name, text: `${name}@example.org is a mailbox` })),
  advice: 'cowherd plan',
})
const well = conflicts()

describe('a notifier', () => {
  it('tells once, whichever worker sees it, and of the end', async () => {
    const { sent, tell } = createWorkers()
    await tell(0, conflicts('sales'))
    await tell(1, conflicts('sales'))
    await tell(1, well)
    await tell(0, well)
    expect(sent.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['conflicts new', 'conflicts over'])
  })

  it('tells once a day of what lasts', async () => {
    const { sent, tell, clock } = createWorkers()
    for (let at = 0; at <= 48; at += 1) {
      await tell(at % 2 === 0 ? 0 : 1, conflicts('sales'))
      clock.ms += hour
    }
    expect(sent.map(({ state }) => state)).toEqual(['new', 'still', 'still'])
    expect(sent.at(-1)?.lines).toContain('Since 2026-11-25 04:00 UTC.')
  })

  it('tells first what is new', async () => {
    const { sent, tell, clock } = createWorkers({ addresses: true })
    await tell(0, conflicts('a', 'b'))
    clock.ms += hour
    await tell(0, conflicts('a', 'b', 'c'))
    expect(sent.at(-1)?.lines[0]).toBe('c@example.org is a mailbox')
  })

  it('says how many more there are', async () => {
    const { sent, tell } = createWorkers()
    await tell(0, conflicts(...Array.from({ length: 25 }, (_, index) => `list-${index}`)))
    expect(sent[0]?.lines).toHaveLength(12)
    expect(sent[0]?.lines.at(-2)).toBe('… and 15 more')
  })

  it('shows addresses only where that is wished, and keeps none', async () => {
    const shy = createWorkers()
    await shy.tell(0, conflicts('sales'))
    expect(shy.sent[0]?.lines).toEqual(['***@example.org is a mailbox', 'cowherd plan'])
    const open = createWorkers({ addresses: true })
    await open.tell(0, conflicts('sales'))
    expect(open.sent[0]?.lines[0]).toBe('sales@example.org is a mailbox')
    expect(JSON.stringify([...open.values.stored])).not.toMatch(/sales|@/)
  })

  it('that cannot send says so, rests, and tells later', async () => {
    const { sent, tell, clock, way, lines, counted } = createWorkers()
    way.fails = true
    await tell(0, conflicts('sales'))
    await tell(0, conflicts('sales'))
    expect(counted).toEqual(['webhook failed'])
    expect(lines).toEqual(['error: A notice could not be sent: it answered with status 500'])
    way.fails = false
    clock.ms += 300_000
    await tell(0, conflicts('sales'))
    await tell(0, conflicts('sales'))
    expect(sent.map(({ state }) => state)).toEqual(['new'])
  })

  it('leaves alone what is not known now', async () => {
    const { sent, tell } = createWorkers()
    await tell(0, conflicts('sales'))
    await tell(0, { kind: 'failing', causes: [], advice: '' })
    expect(sent).toHaveLength(1)
  })

  it('whose values do not answer disturbs nobody, and tells nothing twice later', async () => {
    const values = createValues()
    let answer = () => {}
    const waiting = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow: typeof values = {
      ...values,
      getMany: async (keys) => {
        await waiting
        return values.getMany(keys)
      },
    }
    const { sent, tell, lines } = createWorkers({ values: slow })
    await tell(0, conflicts('sales'))
    expect(lines).toEqual([expect.stringMatching(/^warn: .*in time$/)])
    answer()
    await tell(1, conflicts('sales'))
    expect(sent.map(({ state }) => state)).toEqual(['new'])
  })
})
