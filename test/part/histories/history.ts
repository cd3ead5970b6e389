import { deletedIn, type Outcome, type WideningCause, WideningError } from '@cowherd/reconcile'
import { ownedOf, type World } from '../../whole/world/world.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'
import { collectPost, type Letter, type Post, requestOf } from '../harness/post.ts'
import { foundCompany, hasRules } from './company.ts'
import { differencesFrom } from './difference.ts'
import { watchPlaces } from './places.ts'
import { takeRandomStep } from './steps.ts'

/** What one history came to. */
export interface History {
  readonly seed: number
  readonly log: readonly string[]
  /** Where Mailcow is not what a whole run would want once all is quiet. */
  readonly problems: readonly string[]
  readonly steps: readonly string[]
  /** What rules led to. */
  readonly met: readonly string[]
  readonly partRuns: number
  /** How many of them read the directory by pages. */
  readonly pagedRuns: number
  readonly widened: readonly WideningCause[]
}

/** Lets a company live on with runs over parts alone, and looks at the whole at the end. */
export async function liveThrough(seed: number): Promise<History> {
  const world = foundCompany(seed)
  const { random, company } = world
  const installation = createInstallation(company)
  const log: string[] = []
  const steps: string[] = []
  const widened: WideningCause[] = []
  const held = new Set<string>()
  let partRuns = 0
  let pagedRuns = 0
  await installation.whole()
  noteHeld(held, await installation.whole())
  const post = collectPost(company.authentik)
  const places = watchPlaces(world)
  places.note()

  const deliver = async (all: boolean) => {
    const letters = post.take(random, all)
    if (letters.length === 0) return
    partRuns += 1
    const { outcome, cause, isPaged } = await runFor(letters, installation)
    if (isPaged) pagedRuns += 1
    if (cause) widened.push(cause)
    noteHeld(held, outcome)
    places.note()
    log.push(`  ${letters.map(wordsOf).join(', ')} -> ${cause ?? ''} ${changesOf(outcome)}`)
    retry(post, outcome)
  }

  for (let rounds = random.int(2, 12); rounds > 0; rounds -= 1) {
    company.clock.advance({ minutes: random.int(0, 3) })
    for (let count = random.int(1, 3); count > 0; count -= 1) {
      const name = takeRandomStep(world, post)
      steps.push(name)
      log.push(name)
      places.note()
    }
    if (random.chance(0.8)) await deliver(false)
  }
  for (let rounds = 0; post.waiting.length > 0 && rounds < 5; rounds += 1) await deliver(true)
  const problems = await differencesFrom(world, held, places)
  return { seed, log, problems, steps, met: metIn(world), partRuns, pagedRuns, widened }
}

/** What a file of rules led to, for the tally. */
function metIn(world: World): string[] {
  if (!hasRules(world)) return []
  const markers = ownedOf(world).map(({ alias }) => alias.privateComment ?? '')
  const signs = {
    'a further address': / address=/,
    'a personal alias': / user=/,
    'a part of a list': / role=part/,
    'an alias to be released': / orphans=release/,
  }
  const met = Object.entries(signs).filter(([, sign]) => markers.some((marker) => sign.test(marker)))
  return ['rules', ...met.map(([name]) => name)]
}

/** A run over what some letters concern, or over everything where it has to be. */
async function runFor(
  letters: readonly Letter[],
  installation: Installation,
): Promise<{ outcome: Outcome; cause?: WideningCause; isPaged?: boolean }> {
  const request = requestOf(letters)
  try {
    const outcome = await installation.part(request)
    return { outcome, isPaged: outcome.reading.known.whole !== undefined }
  } catch (error) {
    if (!(error instanceof WideningError)) throw error
    return { outcome: await installation.whole({ deleted: deletedIn(request) }), cause: error.reason }
  }
}

/** Groups and addresses of which something was ever held. */
function noteHeld(held: Set<string>, { plan }: Outcome): void {
  for (const { change } of plan.held) held.add(change.group.id).add(change.address)
}

/** What failed is looked at again. */
function retry(post: Post, { results }: Outcome): void {
  for (const { change, outcome } of results) {
    if (outcome !== 'applied') post.send({ kind: 'group', id: change.group.id, deleted: false })
  }
}

function wordsOf(letter: Letter): string {
  return `${letter.kind} ${String(letter.id).slice(0, 8)}${letter.kind === 'group' && letter.deleted ? ' deleted' : ''}`
}

function changesOf({ results, plan }: Outcome): string {
  const made = results.map(
    ({ change, outcome, id, reason }) =>
      `${change.action} ${change.address} (${id}, ${change.group.id.slice(0, 8)}) +[${some(change.add)}] -[${some(change.remove)}] ${outcome === 'applied' ? '' : `${outcome}: ${reason}`}`,
  )
  return [...made, ...plan.held.map(({ change }) => `held: ${change.action} ${change.address}`)].join('; ')
}

/** A list that is not too long to read. */
function some(list: readonly string[]): string {
  return list.length > 20 ? `${list.slice(0, 20)} and ${list.length - 20} more` : `${list}`
}
