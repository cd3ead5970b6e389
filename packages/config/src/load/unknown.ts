import { distance } from 'fastest-levenshtein'
import type { SettingDescription } from '../describe/describe.ts'
import { type Environment, isSet } from '../settings.ts'
import type { SettingsProblem } from './error.ts'

/** What Kubernetes puts into every container beside a service whose name starts with `cowherd`. */
const serviceLink =
  /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/
const serviceAddress = /^(?:tcp|udp|sctp):\/\//

/** Variables that look like settings and are none, sorted by name. */
export function unknownSettings(
  settings: readonly SettingDescription[],
  env: Environment,
): SettingsProblem[] {
  const known = settings.flatMap(({ name, fileName }) => (fileName === undefined ? [name] : [name, fileName]))
  return Object.keys(env)
    .filter((name) => name.startsWith('COWHERD_') && !known.includes(name))
    .filter((name) => isSet(env[name]) && !isServiceLink(name, env[name]))
    .sort()
    .map((setting) => ({ setting, problem: 'is not a setting', fix: suggestion(setting, known) }))
}

function isServiceLink(name: string, value: string): boolean {
  return serviceLink.test(name) || (name.endsWith('_PORT') && serviceAddress.test(value))
}

function suggestion(name: string, known: readonly string[]): string {
  const inner = name.replace(/_FILE$/, '')
  if (known.includes(inner)) return `Set ${inner} itself: it cannot come from a file.`
  const ranked = known
    .map((candidate) => ({ candidate, cost: distance(stem(name), stem(candidate)) }))
    .sort((a, b) => a.cost - b.cost)
  const [best] = ranked
  return best && best.cost <= stem(name).length * 0.4
    ? `Did you mean ${best.candidate}?`
    : 'Remove it; `cowherd config --help` lists all settings.'
}

/** Names are compared without the prefix, so that COWHERD_AK_TOKEN finds AK_TOKEN. */
function stem(name: string): string {
  return name.replace(/^COWHERD_/, '')
}
