import type { Plan } from '@cowherd/plan'
import { findDivergence } from './check/converged.ts'
import { type ForeignWatch, watchForeign } from './check/foreign.ts'
import type { DemoDocument } from './document.ts'
import type { PlayedSync, Stage } from './stage/stage.ts'
import type { Outcome, Scene } from './story/scene.ts'
import { story } from './story/story.ts'
import { summariseCompany, summariseHolds, summariseSync } from './summary.ts'

/** A scene with how it ended. */
export interface ScenePlayed {
  readonly scene: Scene
  readonly outcome: Outcome
  readonly syncs: readonly PlayedSync[]
}

/** Told of each part of the demo as it happens. */
export interface Narrator {
  opened(company: DemoDocument['company']): void
  planned(plan: Plan): void
  firstSynced(sync: PlayedSync): void
  secondSynced(sync: PlayedSync): void
  played(scene: ScenePlayed): void
  ended(document: DemoDocument): void
}

/**
 * Plays the whole demo.
 *
 * @returns what was found, or undefined where the signal ended it early
 */
export async function playDemo(
  stage: Stage,
  narrator: Narrator,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => Date },
): Promise<DemoDocument | undefined> {
  const start = now().getTime()
  const { company } = stage
  const adoptable = company.aliases.filter((alias) => alias.adoptable).map(({ address }) => address)
  const foreign = watchForeign(
    stage.mailcow,
    company.aliases.filter((alias) => !alias.adoptable).map(({ address }) => address),
  )
  const { state } = await stage.context.target.readState()
  const summary = summariseCompany(stage, state.mailboxes.length)
  narrator.opened(summary)
  narrator.planned(await stage.plan())
  const first = await stage.sync()
  narrator.firstSynced(first)
  const second = await stage.sync()
  narrator.secondSynced(second)
  stage.takeSyncs()

  const scenes: ScenePlayed[] = []
  for (const scene of story) {
    if (signal.aborted) return undefined
    const outcome = await scene.play(stage, foreign)
    const played = { scene, outcome, syncs: stage.takeSyncs() }
    scenes.push(played)
    narrator.played(played)
  }

  const checks = await check(stage, { first, second, scenes, foreign, adoptable })
  const document: DemoDocument = {
    company: summary,
    firstSync: {
      ...summariseSync(first),
      conflicts: first.report.plan.conflicts.map(({ code }) => code),
      warnings: first.report.plan.warnings.map(({ code }) => code),
      skipped: first.report.plan.skipped.length,
    },
    secondSync: summariseSync(second),
    steps: scenes.map(({ scene: { id }, outcome, syncs }) => ({
      id,
      ...outcome,
      syncs: syncs.map(summariseSync),
    })),
    holds: summariseHolds(scenes),
    foreignAliases: { watched: foreign.watched, untouched: checks.foreign.ok },
    converged: checks.converged.ok,
    checks: Object.values(checks),
    seconds: (now().getTime() - start) / 1000,
  }
  narrator.ended(document)
  return document
}

type Check = DemoDocument['checks'][number]

/** What must be true of every demo. */
async function check(
  stage: Stage,
  found: {
    readonly first: PlayedSync
    readonly second: PlayedSync
    readonly scenes: readonly ScenePlayed[]
    readonly foreign: ForeignWatch
    readonly adoptable: readonly string[]
  },
): Promise<Record<'read' | 'first' | 'second' | 'steps' | 'foreign' | 'converged', Check>> {
  const { first, second, scenes, foreign, adoptable } = found
  const all = [first, second, ...scenes.flatMap(({ syncs }) => syncs)]
  const adopted = new Set(
    first.report.results.flatMap(({ change }) => (change.action === 'adopt' ? change.address : [])),
  )
  return {
    read: verdict(
      'Authentik was only read',
      stage.authentik.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`),
    ),
    first: verdict('every change that was to be made was made and read back, and the equal alias adopted', [
      ...all.flatMap(({ report }) =>
        report.results.flatMap(({ outcome, change, reason }) =>
          outcome === 'applied' ? [] : `${change.action} ${change.address}: ${reason ?? outcome}`,
        ),
      ),
      ...adoptable.filter((address) => !adopted.has(address)).map((address) => `${address} was not adopted`),
    ]),
    second: verdict('the second sync wrote nothing', [
      ...(second.writeRequests > 0 ? [`${second.writeRequests} write requests`] : []),
      ...second.report.plan.changes.map(({ action, address }) => `${action} ${address}`),
    ]),
    steps: verdict(
      'each step of the story ended as it must',
      scenes
        .filter(({ outcome }) => !outcome.ok)
        .map(({ scene, outcome }) => `${scene.id}: ${outcome.became}`),
    ),
    foreign: verdict(
      "aliases that are not Cowherd's are the same byte for byte",
      foreign.changed().map((address) => `${address} was changed`),
    ),
    converged: verdict('each group has its one alias with exactly its people', await findDivergence(stage)),
  }
}

function verdict(name: string, details: string[]): Check {
  return { name, ok: details.length === 0, details }
}
