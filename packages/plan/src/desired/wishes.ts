import { type Directory, type Group, userOfPersonalGroup } from '@cowherd/directory'
import type { DomainSet } from '@cowherd/rules'
import { localPartFromName } from '../naming/local-part.ts'
import { isRoleLocalPart } from '../naming/reserved.ts'
import { type FilledAddress, fillTemplate, type TemplateValues } from '../rules/template.ts'
import type { Selection } from '../selection/select.ts'
import type { PlanSettings } from '../settings.ts'

/** One address that a group wants. */
export interface Wish {
  readonly address: string
  /** A role address of its domain (RFC 2142) that follows from a mere name. */
  readonly claimsRole: boolean
}

/** The addresses that a selected group wants, each once. */
export interface Wishes {
  /** What gives the addresses, or would give one. */
  readonly rule: string
  readonly wishes: readonly Wish[]
  /** Values that make no address, in people's words. */
  readonly problems: readonly string[]
}

/**
 * What a group asks for by its attributes, else what its rule says, else what its name yields.
 *
 * @param served the target's active domains
 */
export function wishesOf(
  { group, attributes, rule, options }: Selection,
  directory: Directory,
  served: readonly string[],
  settings: PlanSettings,
): Wishes {
  if (attributes.addresses) {
    const label = 'attribute cowherd.address'
    const wishes = attributes.addresses.map((address) => ({ address, claimsRole: false }))
    return { rule: label, wishes, problems: [] }
  }
  const domains = attributes.domain
    ? [attributes.domain]
    : domainNames(options?.domain, served, settings.domain)
  const label = options && rule !== undefined ? rule : 'group name'
  if (!options?.address) {
    const localPart = localPartFromName(group.name)
    const filled = localPart === undefined ? [] : [{ localPart, domain: undefined, isFromName: true }]
    return { rule: label, wishes: whole(filled, domains), problems: [] }
  }
  const values = templateValues(group, directory)
  const found = options.address.map((template) => fillTemplate(template, values))
  return {
    rule: label,
    wishes: whole(
      found.flatMap(({ addresses }) => addresses),
      domains,
    ),
    problems: found.flatMap(({ problems }) => problems),
  }
}

/** The names of some domains, each once. */
export function domainNames(
  set: DomainSet | undefined,
  served: readonly string[],
  otherwise: string,
): readonly string[] {
  if (!set) return [otherwise]
  return [...new Set([...set.names, ...(set.served ? served : [])])]
}

function whole(filled: readonly FilledAddress[], domains: readonly string[]): Wish[] {
  const wishes = new Map<string, Wish>()
  for (const { localPart, domain, isFromName } of filled) {
    for (const name of domain === undefined ? domains : [domain]) {
      const address = `${localPart}@${name}`
      const claimsRole = isFromName && isRoleLocalPart(localPart)
      if (!wishes.has(address)) wishes.set(address, { address, claimsRole })
    }
  }
  return [...wishes.values()]
}

function templateValues(group: Group, directory: Directory): TemplateValues {
  const { attributes, name } = group
  const userId = userOfPersonalGroup(group.id)
  if (userId !== undefined) {
    const words = (directory.users.get(userId)?.name ?? '').split(/\s+/).filter(Boolean)
    const slug = (text: string | undefined) => (text === undefined ? undefined : localPartFromName(text))
    return {
      attributes,
      placeholders: withoutUndefined({
        username: slug(name),
        name: slug(words.join(' ')),
        given: slug(words[0]),
        family: words.length > 1 ? slug(words.at(-1)) : undefined,
      }),
    }
  }
  const [parent, ...others] = group.parents.flatMap((id) => directory.groups.get(id)?.name ?? [])
  return {
    attributes,
    placeholders: withoutUndefined({
      slug: localPartFromName(name),
      name,
      parent: parent !== undefined && others.length === 0 ? localPartFromName(parent) : undefined,
    }),
  }
}

function withoutUndefined<Key extends string>(
  values: Record<Key, string | undefined>,
): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<Key, string>
  >
}
