import type { Paint } from '../../render/style.ts'
import { markedAliases, type Stage } from '../stage/stage.ts'

/** How to go on playing with the running servers from another terminal. */
export function stayingLines(
  stage: Stage,
  environment: Readonly<Record<string, string>>,
  paint: Paint,
): string[] {
  const { mailcow, mailcowUrl, authentikUrl } = stage
  const victim = markedAliases(stage).findLast(({ row }) => row.active === 1)?.row
  return [
    `  Authentik ${paint('cyan', authentikUrl)} and Mailcow ${paint('cyan', mailcowUrl)} stay up until Ctrl-C.`,
    '  In another terminal, in this folder, point Cowherd at them:',
    '',
    ...pairs(Object.entries(environment).map(([name, value]) => `${name}=${value}`)).map(
      (assignments) => `export ${assignments}`,
    ),
    'npx -y pnpm@12 -s cowherd plan',
    '',
    ...(victim
      ? [
          `  Then deactivate ${victim.address} by hand, and look at the plan again:`,
          '',
          `curl -s -X POST -H 'X-API-Key: ${mailcow.keys.readWrite}' -H 'Content-Type: application/json' \\`,
          `  -d '{"items": ["${victim.id}"], "attr": {"active": "0"}}' ${mailcowUrl}/api/v1/edit/alias`,
        ]
      : []),
  ]
}

function pairs(items: readonly string[]): string[] {
  return items.flatMap((item, index) => (index % 2 === 0 ? [[item, items[index + 1]].join(' ')] : []))
}
