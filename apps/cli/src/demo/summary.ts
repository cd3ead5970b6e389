import type { Change } from '@cowherd/plan'
import type { GroupSnapshot } from '@cowherd/simulators'
import type { DemoDocument, SyncDocument } from './document.ts'
import type { PlayedLive } from './live/play.ts'
import type { ScenePlayed } from './play.ts'
import type { Servers } from './servers/servers.ts'
import type { PlayedSync } from './stage/stage.ts'

/** Counts what the two servers hold. */
export function summariseCompany(
  { authentik, mailcow }: Pick<Servers, 'authentik' | 'mailcow'>,
  mailboxes: number,
): DemoDocument['company'] {
  const users = authentik.users()
  const groups = authentik.groups()
  return {
    users: users.length,
    inactive: users.filter(({ active }) => !active).length,
    serviceAccounts: users.filter(({ type }) => type.includes('service')).length,
    groups: groups.length,
    groupLevels: Math.max(0, ...groups.map((group) => levels(group, groups, new Set()))),
    mailboxes,
    handMadeAliases: mailcow.aliases().length,
  }
}

/** Groups on the longest way up from a group, itself included; a circle counts once around. */
function levels(group: GroupSnapshot, groups: readonly GroupSnapshot[], seen: ReadonlySet<string>): number {
  if (seen.has(group.id)) return 0
  const above = groups.filter(({ id }) => group.parents.includes(id))
  const path = new Set([...seen, group.id])
  return 1 + Math.max(0, ...above.map((parent) => levels(parent, groups, path)))
}

/** One sync in numbers. */
export function summariseSync({ label, report, writeRequests }: PlayedSync): SyncDocument {
  const applied = report.results.filter(({ outcome }) => outcome === 'applied').length
  return {
    label,
    checksum: report.plan.checksum,
    changes: countActions(report.plan.changes),
    applied,
    failed: report.results.length - applied,
    held: report.plan.held.length,
    writeRequests,
  }
}

/** How many changes there are of each action. */
export function countActions(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1
  return counts
}

/** What was held in the scenes. */
export function summariseHolds(scenes: readonly ScenePlayed[]): DemoDocument['holds'] {
  return scenes.flatMap(({ scene, syncs }) =>
    syncs.flatMap(({ report: { plan } }) =>
      plan.approval === undefined
        ? []
        : {
            step: scene.id,
            changes: plan.held.length,
            approve: plan.approval,
            reasons: [...new Set(plan.held.flatMap(({ reasons }) => reasons.map(({ message }) => message)))],
          },
    ),
  )
}

/** What became of each change that the running service heard of. */
export function summariseLive({ startup, scenes }: PlayedLive): DemoDocument['live'] {
  return {
    startSeconds: startup.seconds,
    sweepChanges: startup.sweepChanges ?? null,
    scenes: scenes.map(({ scene: { id }, outcome: { measured, ...told } }) => ({
      id,
      ...told,
      seconds: measured.seconds ?? null,
      heard: [...measured.heard],
      runs: measured.runs.length,
      events: measured.events,
      webhooksInTime: measured.webhooksInTime,
      webhookSeconds: measured.webhookSeconds ?? null,
    })),
  }
}
