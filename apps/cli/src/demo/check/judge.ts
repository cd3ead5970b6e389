import type { DemoDocument } from '../document.ts'
import type { PlayedLive } from '../live/play.ts'
import type { ScenePlayed } from '../play.ts'
import type { PlayedSync, Stage } from '../stage/stage.ts'
import { findDivergence } from './converged.ts'
import type { ForeignWatch } from './foreign.ts'

type Check = DemoDocument['checks'][number]

/** What must be true of every demo. */
export async function judge(
  stage: Stage,
  found: {
    readonly first: PlayedSync
    readonly second: PlayedSync
    readonly scenes: readonly ScenePlayed[]
    readonly live: PlayedLive
    readonly foreign: ForeignWatch
    readonly adoptable: readonly string[]
  },
): Promise<Record<'read' | 'first' | 'second' | 'steps' | 'live' | 'foreign' | 'converged', Check>> {
  const { first, second, scenes, live, foreign, adoptable } = found
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
    live: verdict('each change came true by itself while Cowherd ran as a service', judgeLive(live)),
    foreign: verdict(
      "aliases that are not Cowherd's are the same byte for byte",
      foreign.changed().map((address) => `${address} was changed`),
    ),
    converged: verdict('each group has its one alias with exactly its people', await findDivergence(stage)),
  }
}

/** What went wrong while Cowherd ran as a service, in words; empty when nothing did. */
export function judgeLive({ startup, scenes, complaints }: PlayedLive): string[] {
  const problems = [
    ...(startup.sweepChanges === undefined ? ['the sweep at the start did not end'] : []),
    ...(startup.sweepChanges ? ['the sweep at the start found something to do'] : []),
    ...scenes
      .filter(({ outcome }) => !outcome.ok)
      .map(({ scene, outcome }) => `${scene.id}: ${outcome.became}`),
  ]
  return problems.length === 0 ? [] : [...problems, ...complaints.map((text) => `the service said: ${text}`)]
}

function verdict(name: string, details: string[]): Check {
  return { name, ok: details.length === 0, details }
}
