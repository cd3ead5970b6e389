/** One key of the file in words. */
export interface KeyText {
  readonly description: string
  /** What can stand there, where its type does not say it. */
  readonly value?: string
  /** What holds without it. */
  readonly default: string
}

/** The texts of keys by their dotted path in a rule. */
export type KeyTexts = Readonly<Record<string, KeyText>>

const patterns = 'a glob, a `/regular expression/`, or a list of such'
const domains = 'a domain, `served`, or a list of such'
const attributes =
  'a mapping: a dotted path to a value, a list of values, `{exists: true}` or `{exists: false}`'

const ruleTexts: KeyTexts = {
  name: {
    description: 'What plans and messages call the rule.',
    value: 'text',
    default: '`rule 3`, by its position',
  },
  kind: {
    description: 'Whether the rule is about groups, or about users and their personal aliases.',
    value: '`group` or `user`',
    default: '`group`',
  },
}

const aliasTexts: KeyTexts = {
  domain: {
    description:
      'The domains of addresses that bring none: one alias in each. `served` is all active domains of the Mailcow server.',
    value: domains,
    default: '`COWHERD_DOMAIN`',
  },
  internal: {
    description: "Whether the alias accepts mail from its own domain (and that domain's alias domains) only.",
    default: '`COWHERD_INTERNAL`',
  },
  sender_allowed: {
    description: 'Whether members may send as the alias.',
    default: '`COWHERD_SENDER_ALLOWED`',
  },
  sogo_visible: {
    description: "Whether the alias is shown in SOGo's address book.",
    default: '`COWHERD_SOGO_VISIBLE`',
  },
  public_comment: {
    description: 'The public comment of the alias.',
    value: 'text of one line, at most 160 bytes',
    default: 'left as it is',
  },
  policy: {
    description:
      'What may be done to the alias: `sync` does everything; `upsert-only` removes nothing, so leavers stay members; `create-only` makes it and changes nothing afterwards.',
    default: '`COWHERD_POLICY`',
  },
  orphans: {
    description:
      'What becomes of an alias that is wanted no more: `retire` deactivates it and deletes it later; `release` gives it back to people as it is.',
    default: '`retire`',
  },
}

/** The keys of rules about groups. */
export const groupTexts: KeyTexts = {
  ...ruleTexts,
  match: {
    description: 'Conditions on the group; all that are given must hold.',
    value: 'a mapping',
    default: 'every group',
  },
  'match.group': { description: "The group's name.", value: patterns, default: 'any name' },
  'match.attributes': {
    description: "Tests of the group's attributes; all must hold.",
    value: attributes,
    default: 'no test',
  },
  'match.under': {
    description: 'The name of a group that this one is nested in, at any depth. One is enough.',
    value: patterns,
    default: 'nested or not',
  },
  'match.superuser': {
    description:
      "Superuser groups and Authentik's own groups are matched only where this is `true` (only those) or `any` (all groups).",
    value: '`true`, `false` or `any`',
    default: '`false`',
  },
  'match.has_members': {
    description: 'Whether there are active people in the group or in groups nested in it.',
    default: 'either',
  },
  ignore: {
    description: 'The group gets no alias. No other key than `name`, `kind` and `match` can stand beside it.',
    default: '`false`',
  },
  address: {
    description: 'The addresses: one alias for each. `@domain` is a catch-all.',
    value: 'an address with or without a domain and with or without placeholders, or a list of such',
    default: "made of the group's name",
  },
  ...aliasTexts,
  members: {
    description: 'Who of the group is a member of the alias.',
    value: 'a mapping',
    default: 'as the settings say',
  },
  'members.nested': {
    description: 'Whether members of nested groups count. `false`: direct members only.',
    default: '`true`',
  },
  'members.service_accounts': {
    description: 'Whether service accounts are members.',
    default: '`COWHERD_SERVICE_ACCOUNTS`',
  },
  'members.external': {
    description: 'What becomes of members whose address is in no domain that Mailcow serves.',
    default: '`COWHERD_EXTERNAL_MEMBERS`',
  },
  'members.domains': {
    description:
      'Only members with an address in one of these domains. `served` is all active domains of the server.',
    value: domains,
    default: 'any domain',
  },
  'members.address_from': {
    description:
      'Where the addresses of a user are found; every one that is found is a member. An attribute holds a text or a list of texts.',
    value: '`email`, `attributes.` and a dotted path, or a list of such',
    default: '`email`',
  },
  'members.without_mailbox': {
    description:
      'What becomes of an address in a served domain that has no mailbox, or an inactive one. Mail to it bounces, so either is told in the plan.',
    default: '`drop`',
  },
  'members.add': { description: 'Further members.', value: 'a list of mail addresses', default: 'nobody' },
  'members.leave_out': {
    description: 'Who is not a member. A user who is left out by name is so with every address.',
    value: 'a list of usernames and mail addresses',
    default: 'nobody',
  },
  large: {
    description:
      'What to do with more members than one alias can have: `refuse` keeps the alias as it is and takes out leavers only; `split` makes further aliases for parts of the list and has this one deliver to them.',
    default: '`refuse`',
  },
}

/** The keys of rules of kind user. */
export const userTexts: KeyTexts = {
  ...ruleTexts,
  match: {
    description: 'Conditions on the user; all that are given must hold.',
    value: 'a mapping',
    default: 'every active user',
  },
  'match.user': { description: 'The username.', value: patterns, default: 'any' },
  'match.attributes': {
    description: "Tests of the user's attributes; all must hold.",
    value: attributes,
    default: 'no test',
  },
  'match.active': { description: 'Whether the user is active in Authentik.', default: '`true`' },
  ignore: {
    description: 'The user gets no alias. No other key than `name`, `kind` and `match` can stand beside it.',
    default: '`false`',
  },
  address: {
    description:
      "The addresses: one alias for each, delivered to the user's e-mail address. A list in an attribute gives several.",
    value: 'an address with or without a domain and with placeholders, or a list of such',
    default: '**required**, unless `ignore: true`',
  },
  ...aliasTexts,
}
