import type { Paint } from '../../render/style.ts'
import { memberOf, pkOf } from '../stage/people.ts'
import { markedAliases, type Stage } from '../stage/stage.ts'
import { groupId } from '../story/scene.ts'
import { wrap } from './wrap.ts'

/** Somebody of the first team is to be put into the second one. */
const invitation = { from: 'Controlling', to: 'Optics' }

/** Nothing in the demo concerns this group, so that no late webhook puts its alias right before the sweep does. */
const bystander = 'Project Polaris'

/** How to go on playing with all that runs, from another terminal. */
export function stayingLines(
  stage: Stage,
  serviceUrl: string,
  environment: Readonly<Record<string, string>>,
  paint: Paint,
): string[] {
  const { mailcowUrl, authentikUrl } = stage
  return [
    '  All of this stays up until Ctrl-C:',
    `  Cowherd    ${paint('cyan', serviceUrl)}  with /healthz and /metrics`,
    `  Authentik  ${paint('cyan', authentikUrl)}`,
    `  Mailcow    ${paint('cyan', mailcowUrl)}`,
    '',
    ...changeLines(stage),
    '',
    '  Point the other commands at all this, in a terminal in this folder:',
    '',
    ...pairs(Object.entries(environment).map(([name, value]) => `${name}=${value}`)).map(
      (assignments) => `export ${assignments}`,
    ),
    'npx -y pnpm@12 -s cowherd plan',
    ...driftLines(stage),
    '',
    '  What the service logs, one line for each run; made=0: heard again, and nothing left to do',
  ]
}

function changeLines(stage: Stage): string[] {
  const { authentik, authentikUrl, mailcow, mailcowUrl } = stage
  const person = memberOf(stage, invitation.from)
  const group = groupId(stage, invitation.to)
  const alias = markedAliases(stage).find((marked) => marked.group === group)?.row
  return [
    wrap(
      `Put ${person.name} into "${invitation.to}" as an administrator does, and see ${person.email} in ${alias?.address ?? 'the alias'} soon after; remove_user instead of add_user takes them out:`,
      '  ',
    ),
    '',
    `curl -s -X POST -H 'Authorization: Bearer ${authentik.adminToken}' \\`,
    `  -H 'Content-Type: application/json' -d '{"pk": ${pkOf(stage, person)}}' \\`,
    `  ${authentikUrl}/api/v3/core/groups/${group}/add_user/`,
    'sleep 3',
    `curl -s -H 'X-API-Key: ${mailcow.keys.readWrite}' ${mailcowUrl}/api/v1/get/alias/${alias?.id ?? 'all'}`,
  ]
}

function driftLines(stage: Stage): string[] {
  const { mailcow, mailcowUrl } = stage
  const group = groupId(stage, bystander)
  const victim = markedAliases(stage).find((marked) => marked.group === group)?.row
  if (!victim) return []
  return [
    '',
    `  Deactivate ${victim.address} by hand; nobody tells Cowherd, so ask it for a sweep:`,
    '',
    `curl -s -X POST -H 'X-API-Key: ${mailcow.keys.readWrite}' -H 'Content-Type: application/json' \\`,
    `  -d '{"items": ["${victim.id}"], "attr": {"active": "0"}}' ${mailcowUrl}/api/v1/edit/alias`,
    'npx -y pnpm@12 -s cowherd sweep',
  ]
}

function pairs(items: readonly string[]): string[] {
  return items.flatMap((item, index) => (index % 2 === 0 ? [[item, items[index + 1]].join(' ')] : []))
}
