import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cellsOf, type Samples } from '../results/cells.ts'
import { bodies, type Flood, flood, floodPlace } from '../service/flood.ts'
import type { Row } from '../service/row.ts'
import type { Part } from './part.ts'
import { tell } from './progress.ts'

/** Webhooks as fast as they are answered: against a server that answers and does nothing. */
export const measureFloods: Part = async (places, { webhooks }) => {
  const took: Samples = {}
  const targets: Row[] = []
  tell(`flood: ${webhooks} webhooks to a server that does nothing`)
  took.floor = [{ value: (await floodNothing(webhooks)).ms }]
  for (const place of places) {
    tell(`flood: ${webhooks} webhooks on ${place.name}`)
    const { flood: found, rows } = await floodPlace(place, webhooks)
    took[place.name] = [{ value: found.ms }]
    targets.push(...rows)
  }
  const what = `${webhooks.toLocaleString('en')} webhooks, each stored before its answer`
  return { lines: [{ what, unit: 'ms', cells: cellsOf(took) }], targets }
}

async function floodNothing(webhooks: number): Promise<Flood> {
  const child = fork(new URL('../floor/answer.ts', import.meta.url), { execArgv: [] })
  try {
    const [port] = (await once(child, 'message')) as [number]
    const groups = ['00000000-0000-4000-8000-000000000001']
    const users = [{ pk: 1, email: 'person.1@example.org' }]
    const webhookUrl = `http://127.0.0.1:${port}/`
    return await flood({ webhookUrl, secret: 'none' }, bodies({ groups, users }, webhooks))
  } finally {
    child.kill()
  }
}
