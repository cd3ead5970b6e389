import type { Directory, Group } from '@cowherd/directory'
import picomatch from 'picomatch'
import type { PlanSettings } from '../settings.ts'
import { type GroupAttributes, readGroupAttributes } from './attributes.ts'

/** Why a group gets no alias. */
export type SkipReason = 'disabled' | 'not-opted-in' | 'built-in' | 'superuser' | 'not-included' | 'excluded'

/** Whether a group is to have an alias. */
export interface Selection {
  readonly group: Group
  readonly attributes: GroupAttributes
  /** Undefined where it is. */
  readonly skip: SkipReason | undefined
}

/** Groups that every Authentik installation has. */
const builtInNames: ReadonlySet<string> = new Set(['authentik Admins', 'authentik Read-only'])

/**
 * Decides for every group, in order of id. What a group says itself comes before the settings.
 *
 * @param only ids of the groups to decide for; all when left out
 */
export function selectGroups(
  directory: Directory,
  settings: PlanSettings,
  only?: ReadonlySet<string>,
): Selection[] {
  const included = matcher(settings.include)
  const excluded = matcher(settings.exclude)
  const groups = [...directory.groups.values()].filter(({ id }) => only?.has(id) ?? true)
  return groups.map((group) => {
    const attributes = readGroupAttributes(group.attributes, settings.domain)
    return { group, attributes, skip: skipReason(group, attributes) }
  })

  function skipReason(group: Group, { enabled, undecided }: GroupAttributes): SkipReason | undefined {
    if (enabled !== undefined) return enabled ? undefined : 'disabled'
    // A slip of the pen must not take away the alias of a group that had asked for one.
    if (undecided) return undefined
    if (builtInNames.has(group.name)) return 'built-in'
    if (group.superuser) return 'superuser'
    if (included && !included(group.name)) return 'not-included'
    if (excluded?.(group.name)) return 'excluded'
    return settings.groups === 'opt-in' ? 'not-opted-in' : undefined
  }
}

/** People's words for a reason to skip. */
export const skipTexts: Readonly<Record<SkipReason, string>> = {
  disabled: 'its attribute cowherd.enabled is false',
  'not-opted-in': 'COWHERD_GROUPS=opt-in and it has no attribute cowherd.enabled: true',
  'built-in': "one of Authentik's own groups; cowherd.enabled: true asks for an alias",
  superuser: 'a superuser group; cowherd.enabled: true asks for an alias',
  'not-included': 'its name matches no glob of COWHERD_INCLUDE',
  excluded: 'its name matches a glob of COWHERD_EXCLUDE',
}

function matcher(globs: readonly string[]): ((name: string) => boolean) | undefined {
  // A slash in a group's name is a character like any other.
  return globs.length === 0 ? undefined : picomatch([...globs], { bash: true, dot: true })
}
