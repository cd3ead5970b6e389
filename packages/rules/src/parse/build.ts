import type * as v from 'valibot'
import type { AliasOptions, ListOptions, MemberOptions } from '../model/options.ts'
import type { GroupMatch, GroupRule, Rules, UserMatch, UserRule } from '../model/rules.ts'
import type { groupMatch, userMatch } from '../schema/match.ts'
import type { listEntries } from '../schema/options.ts'
import type { listRule, personalRule, ruleSchema } from '../schema/rule.ts'

type FileRule = v.InferOutput<typeof ruleSchema>
type FileList = v.InferOutput<typeof listRule>
type FilePersonal = v.InferOutput<typeof personalRule>

/** The rules of a file whose content is sound. */
export function rulesOf(fileRules: readonly FileRule[]): Rules {
  const groups: GroupRule[] = []
  const users: UserRule[] = []
  for (const [index, rule] of fileRules.entries()) {
    const position = index + 1
    const common = { name: rule.name ?? `rule ${position}`, position }
    if (rule.kind === 'user') {
      const action = 'address' in rule && !rule.ignore ? personalOptions(rule) : 'ignore'
      users.push({ kind: 'user', ...common, match: userMatchOf(rule.match), action })
    } else {
      const action = rule.ignore ? 'ignore' : listOptions(rule)
      groups.push({ kind: 'group', ...common, match: groupMatchOf(rule.match), action })
    }
  }
  return { groups, users }
}

function groupMatchOf(match: v.InferOutput<typeof groupMatch> = {}): GroupMatch {
  return {
    group: match.group,
    attributes: match.attributes ?? [],
    under: match.under,
    superuser: match.superuser ?? false,
    hasMembers: match.has_members,
  }
}

function userMatchOf(match: v.InferOutput<typeof userMatch> = {}): UserMatch {
  return { user: match.user, attributes: match.attributes ?? [], active: match.active ?? true }
}

function listOptions(rule: FileList): ListOptions {
  return {
    ...aliasOptions(rule),
    address: rule.address,
    members: memberOptions(rule.members),
    large: rule.large,
  }
}

function personalOptions(rule: FilePersonal) {
  return { ...aliasOptions(rule), address: rule.address }
}

function aliasOptions(rule: FileList | FilePersonal): AliasOptions {
  return {
    domain: rule.domain,
    internal: rule.internal,
    senderAllowed: rule.sender_allowed,
    sogoVisible: rule.sogo_visible,
    publicComment: rule.public_comment,
    policy: rule.policy,
    orphans: rule.orphans,
  }
}

type FileMembers = NonNullable<v.InferOutput<(typeof listEntries)['members']>>

function memberOptions(members: FileMembers = {}): MemberOptions {
  return {
    nested: members.nested,
    serviceAccounts: members.service_accounts,
    external: members.external,
    domains: members.domains,
    addressFrom: members.address_from,
    withoutMailbox: members.without_mailbox,
    add: members.add ?? [],
    leaveOut: members.leave_out ?? [],
  }
}
