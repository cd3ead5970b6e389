import type { Plan } from '@cowherd/plan'
import { watchForeign } from './check/foreign.ts'
import { judge } from './check/judge.ts'
import type { DemoDocument } from './document.ts'
import { type LivePlayed, playLive, type Startup } from './live/play.ts'
import type { Demo } from './open.ts'
import type { PlayedSync } from './stage/stage.ts'
import type { Outcome, Scene } from './story/scene.ts'
import { story } from './story/story.ts'
import { summariseCompany, summariseHolds, summariseLive, summariseSync } from './summary.ts'

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
  serviceStarted(startup: Startup): void
  livePlayed(scene: LivePlayed): void
  ended(document: DemoDocument): void
}

/** What a running service has not made come true in so many milliseconds, it will not. */
const limitMs = 30_000

/**
 * Plays the whole demo: a story of syncs, then changes that a running service hears of by itself.
 *
 * @returns what was found, or undefined where the signal ended it early
 */
export async function playDemo(
  { stage, service }: Pick<Demo, 'stage' | 'service'>,
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

  const live = await playLive({ stage, service, signal, now, limitMs }, narrator)
  if (!live) return undefined
  const checks = await judge(stage, { first, second, scenes, live, foreign, adoptable })
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
    live: summariseLive(live),
    foreignAliases: { watched: foreign.watched, untouched: checks.foreign.ok },
    converged: checks.converged.ok,
    checks: Object.values(checks),
    seconds: (now().getTime() - start) / 1000,
  }
  narrator.ended(document)
  return document
}
