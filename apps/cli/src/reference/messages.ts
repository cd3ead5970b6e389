import type { DesiredAlias, DropReason, HoldCode } from '@cowherd/plan'
import type { UpstreamErrorCode } from '@cowherd/upstream'
import type { RefusalCode } from '../program/failure.ts'

/** What a code means, and what a person can do. */
export type Message = readonly [meaning: string, fix: string]

/** Why a group's list is frozen: `conflicts[].code` of a plan. */
const frozenMessages: Readonly<Record<NonNullable<DesiredAlias['frozen']>, Message>> = {
  'wrong-attribute': [
    "One of the group's attributes that begin with `cowherd` cannot be read.",
    'Correct it in Authentik. `cowherd: {enabled: true, address: list}` is the whole language.',
  ],
  unnameable: [
    "The group's name has no letter or digit to make an address of.",
    'Give the group the attribute `cowherd: {address: …}`, or rename it.',
  ],
  'role-address': [
    'The name gives a role address such as postmaster (RFC 2142), which a mere name does not claim.',
    'Give the group the attribute `cowherd: {address: …}` with that address, or rename it.',
  ],
  'is-mailbox': [
    'The address is a mailbox, and Mailcow allows no alias there.',
    'Rename the group, or give it another address by attribute.',
  ],
  'domain-not-served': [
    'The address is in a domain that Mailcow does not have.',
    'Add the domain to Mailcow, or correct `COWHERD_DOMAIN` or the attribute.',
  ],
  'too-large': [
    'The members need more than the 65,535 octets that Mailcow stores for one alias.',
    'Split the group into smaller ones.',
  ],
}

/** Why a group does not get its address: `conflicts[].code` of a plan. */
export const conflictMessages: Readonly<Record<string, Message>> = {
  ...frozenMessages,
  'wanted-twice': [
    'Several groups want the address and none of them has it.',
    'Rename all but one, or give them an attribute `cowherd: {address: …}`.',
  ],
  'held-by-group': [
    'Another group has the address and keeps it.',
    'Rename one of the two, or give it an address by attribute.',
  ],
  'not-ours': [
    'An alias that Cowherd does not own has the address.',
    'Look at it with `cowherd adopt ADDRESS --dry-run`, take it over with `cowherd adopt ADDRESS`, or delete it in Mailcow.',
  ],
  'other-owner': [
    'The alias belongs to another Cowherd installation.',
    'Release it there with `cowherd release ADDRESS`, or rename the group.',
  ],
  released: [
    'The alias was given back to people and is not taken again by itself.',
    'Take it back with `cowherd adopt ADDRESS`.',
  ],
  'on-hold': [
    'A person keeps the alias with this address as it is.',
    'End that with `cowherd hold ADDRESS --end`, or wait until they do.',
  ],
  'domain-inactive': [
    'A new alias would be in a domain that is inactive in Mailcow.',
    'Activate the domain, or correct the rule.',
  ],
  'alias-limit': ['The domain has no room for another alias.', "Raise the domain's alias limit in Mailcow."],
}

/** Why a change waits: the reasons in `held[]` of a plan. */
export const holdMessages: Readonly<Record<HoldCode, Message>> = {
  'empty-source': [
    'Authentik shows no groups at all, not even its own.',
    "Look at Authentik and at the token's permissions. Do not approve.",
  ],
  'first-run': [
    'A first run would make more aliases than `COWHERD_FIRST_RUN_MAX`, and nobody said that every group is a list.',
    'Set `COWHERD_GROUPS` to `opt-in` or `all`.',
  ],
  'all-removed': [
    'Every alias would stop delivering.',
    'Look at the settings that select groups, and at Authentik.',
  ],
  'removed-aliases': [
    'More than `COWHERD_MAX_REMOVED_ALIASES` percent of all aliases would go within an hour.',
    'If that is what happened in Authentik, approve it.',
  ],
  'removed-memberships': [
    'More than `COWHERD_MAX_REMOVED_MEMBERSHIPS` percent of all memberships would go within an hour.',
    'If that is what happened in Authentik, approve it.',
  ],
  'member-loss': [
    'One alias would lose more than `COWHERD_MAX_MEMBER_LOSS` percent of its members.',
    'If that is what happened in Authentik, approve it.',
  ],
  clock: [
    "This machine's clock and a server's are more than a day apart, so that nothing is deleted.",
    'Set the clocks right.',
  ],
  'depends-on-held': ['It waits for another change that is held.', 'Approve both, which is one command.'],
  'still-held-address': [
    'It was held before and nobody has approved it; what the shares are of may have grown since.',
    'Approve it with `cowherd sync --approve`, or bring the group back.',
  ],
  'still-held-members': [
    'These members were held before and nobody has approved that they leave.',
    'Approve it with `cowherd sync --approve`, or put them back into the group.',
  ],
}

/** Why a member of a group is left out of its list; where it is a warning, its code has `member-` before it. */
export const dropMessages: Readonly<Record<DropReason, Message>> = {
  inactive: ['The user is inactive in Authentik.', 'Nothing: this is on purpose.'],
  'service-account': [
    'It is a service account.',
    'Nothing; or `COWHERD_SERVICE_ACCOUNTS=include` to take service accounts in.',
  ],
  'left-out': [
    'A rule or the attribute `cowherd.exclude_members` leaves the person out.',
    'Nothing: this is on purpose.',
  ],
  'no-address': ['The user has no e-mail address in Authentik.', 'Give the user one.'],
  'invalid-address': ["The user's e-mail address is not a valid one.", 'Correct it in Authentik.'],
  'own-address': [
    "The user's e-mail address is the alias itself.",
    'Give the user another address, or the group another one by attribute.',
  ],
  'other-domain': [
    'The address is in none of the domains that the rule takes members from.',
    'Nothing; or add the domain to `members.domains` of the rule.',
  ],
  external: [
    'The address is outside the served domains, and `COWHERD_EXTERNAL_MEMBERS=drop` or the rule says so.',
    'Nothing; or set it to `keep`.',
  ],
  'no-mailbox': [
    'The address is in a served domain and nothing receives mail there.',
    'Make the mailbox, or correct the address in Authentik.',
  ],
  'mailbox-inactive': ['The mailbox is inactive.', 'Activate the mailbox, or deactivate the user.'],
}

/** What is worth knowing and stops nothing: `warnings[].code` of a plan. */
export const warningMessages: Readonly<Record<string, Message>> = {
  'policy-keeps-leavers': [
    '`COWHERD_POLICY` takes nothing away: leavers go on receiving.',
    'Set it to `sync` once you trust it.',
  ],
  'domain-not-served': [
    '`COWHERD_DOMAIN` is no domain of this Mailcow server.',
    'Add it there, or correct the setting.',
  ],
  'domain-inactive': ['The domain is inactive in Mailcow.', 'Activate it there.'],
  'nesting-cycle': [
    'Groups are nested in each other in a circle, so that each has the members of all.',
    'Take one of them out of its parent in Authentik.',
  ],
  'many-recipients': [
    'A list has more than 1,000 members, and Postfix defers such mail by default.',
    "Raise `virtual_alias_expansion_limit` in Mailcow's Postfix, or split the group.",
  ],
  'kept-without-mailbox': [
    'A rule with `without_mailbox: keep` keeps members to whom mail bounces.',
    'Make the mailboxes, or leave `without_mailbox` out.',
  ],
  'external-members': [
    'A list has members outside the served domains.',
    'Nothing, if that is wanted; else `COWHERD_EXTERNAL_MEMBERS=drop`.',
  ],
  'on-hold': [
    'A person keeps an alias as it is, whatever becomes of its group.',
    'Nothing, if that is wanted; else `cowherd hold ADDRESS --end`.',
  ],
  'on-hold-leavers': [
    'An alias on hold goes on reaching people who are not in its group.',
    'End the hold once it has served, or take them out in Mailcow.',
  ],
  'second-alias': [
    "Two aliases carry one group's marker, as after copying a comment.",
    'Delete one, or give it back with `cowherd release ADDRESS`.',
  ],
}

/** What is wrong with a server; the code of a failed command has `source-` or `target-` before it. */
export const upstreamMessages: Readonly<Record<UpstreamErrorCode, Message>> = {
  unreachable: ['No connection, or no answer in time.', 'Check the address, the network and the server.'],
  misconfigured: [
    'An address or a certificate that no request can work with.',
    'Correct the address; for a private certificate authority set `COWHERD_CA_FILE`.',
  ],
  'server-error': [
    'The server, or a proxy before it, is away or being restarted.',
    "Wait; if it stays, look at the server's log.",
  ],
  'bad-token': ['The token or key is unknown, expired or switched off.', 'Make a new one; see the message.'],
  'no-permission': [
    'The Authentik token lacks a permission.',
    'Give its user a role with the permission of the message, on all objects.',
  ],
  'address-not-allowed': [
    "Mailcow's key may not be used from this address.",
    'Add the address to the allowed IPs beside the key.',
  ],
  'read-only-key': ["Mailcow's key may only read.", 'Use the key of the read-write access.'],
  'bad-answer': [
    'An answer of a shape that no known version gives.',
    'Check that the address is that of the server itself; else report it with the versions.',
  ],
  'not-whole': [
    'Several answers do not make one whole reading, as while groups are being changed.',
    "Run again; if it stays, check the token's permissions.",
  ],
  rejected: ['The server refused this one request.', 'See the message.'],
  'outcome-unknown': [
    'A write was sent and no answer came.',
    'Run again: the next run looks at what became of it.',
  ],
}

/** Codes of failed commands that concern no server. */
export const failureMessages: Readonly<
  Record<RefusalCode | 'settings' | 'rules' | 'usage' | 'file' | 'internal', Message>
> = {
  rules: [
    'The file of `COWHERD_CONFIG` cannot be used.',
    'All problems are listed with line, column and key; see [rules](rules.md) and `cowherd rules lint`.',
  ],
  settings: ['Settings are missing or wrong.', 'All problems are listed; see `cowherd config --help`.'],
  usage: ['The command line cannot be meant.', 'See the same command with `--help`.'],
  'unknown-name': ['Nothing has the name given.', 'The message tells what comes near.'],
  'not-possible': ['The alias is not what the command is for.', 'See the message.'],
  'file-exists': ['The file is there already.', 'Choose another, or `--force`.'],
  'no-service': [
    'There is no running service to ask.',
    'Start one with `cowherd serve`, or run `cowherd sync`.',
  ],
  'run-failed': [
    'The service could not make the run that it was asked for.',
    'The message tells why; the service tries again by itself.',
  ],
  'needs-yes': ["Aliases that are not Cowherd's would be written.", 'Look at them, then `--yes`.'],
  file: ['A file or folder cannot be read or written.', 'Check `COWHERD_DATA_DIR` and its permissions.'],
  internal: ["A fault of Cowherd's own.", 'Report it with the whole message.'],
}
