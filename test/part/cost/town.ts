import { personalGroupId } from '@cowherd/directory'
import { formatMarker } from '@cowherd/plan'
import { createVolatileValues } from '@cowherd/reconcile'
import { emptyRules, parseRules, type Rules } from '@cowherd/rules'
import { createCompany } from '../../whole/harness/company.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'
import { collectPost, type Post, requestOf } from '../harness/post.ts'
import { addBigRoot } from './root.ts'

/** A company of some size whose lists are all right, swept by another worker. */
export interface Town {
  readonly installation: Installation
  readonly post: Post
  readonly groups: readonly string[]
  /** Groups that are nested in one big root; they come on top of the town's size. */
  readonly branches: readonly string[]
  readonly users: readonly number[]
  /** Requests to both servers that a run over all events since the last one takes, such as `GET /api/v1/get/alias/{}`. */
  serve(): Promise<readonly string[]>
}

/** Members of each group. */
const size = 5

/** Whose number ends in 3 has a personal alias under rules. */
export const nickOf = (index: number) => ({ nick: `nick-${index}` })

/** Each tenth user has a personal alias, and nested groups take mail from inside alone. */
export const townRules: Rules = parseRules(
  `rules:
  - {kind: user, match: {attributes: {nick: {exists: true}}}, address: "{attributes.nick}"}
  - {match: {under: "team *"}, internal: true}`,
  'cowherd.yaml',
)

/** Founds a town of so many groups; each tenth is nested in the one before it. */
export async function foundTown(count: number, rules: Rules = emptyRules): Promise<Town> {
  const company = createCompany({ settings: { rules } })
  const hasRules = rules !== emptyRules
  const { authentik, mailcow, settings } = company
  const users = Array.from({ length: count }, (_, index) => {
    const address = `person.${index}@example.org`
    mailcow.addMailbox({ address })
    const attributes = hasRules && index % 10 === 3 ? nickOf(index) : {}
    return authentik.addUser({ username: `user-${index}`, email: address, attributes })
  })
  const membersOf = (index: number) => Array.from({ length: size }, (_, step) => (index + step * 7) % count)
  const groups: string[] = []
  const lists: Set<number>[] = []
  for (let index = 0; index < count; index += 1) {
    const parent = index % 10 === 1 ? groups[index - 1] : undefined
    const members = membersOf(index)
    lists.push(new Set(members))
    if (parent !== undefined) for (const member of members) lists[index - 1]?.add(member)
    groups.push(
      authentik.addGroup({
        name: `team ${index}`,
        users: members.map((member) => users[member] ?? 0),
        parents: parent === undefined ? [] : [parent],
      }),
    )
  }
  groups.forEach((group, index) => {
    mailcow.addAlias({
      address: `team-${index}@example.org`,
      goto: [...(lists[index] ?? [])].map((member) => `person.${member}@example.org`),
      privateComment: formatMarker({ owner: settings.owner, group }),
      ...{ internal: hasRules && index % 10 === 1, senderAllowed: false, sogoVisible: true },
    })
  })
  users.forEach((user, index) => {
    if (!hasRules || index % 10 !== 3) return
    mailcow.addAlias({
      address: `nick-${index}@example.org`,
      goto: `person.${index}@example.org`,
      privateComment: formatMarker({ owner: settings.owner, group: personalGroupId(user) }),
      ...{ internal: false, senderAllowed: false, sogoVisible: true },
    })
  })
  const branches = addBigRoot(company)
  const values = createVolatileValues()
  const { plan } = await createInstallation(company, values).whole()
  if (plan.changes.length + plan.held.length > 0) throw new Error('the town is not in order at first')
  const installation = createInstallation(company, values)
  const post = collectPost(authentik)
  return {
    ...{ installation, post, groups, branches, users },
    async serve() {
      authentik.requests.length = 0
      mailcow.requests.length = 0
      await installation.part(requestOf(post.drain()))
      return [...authentik.requests, ...mailcow.requests].map(
        ({ method, path }) => `${method} ${routeOf(path)}`,
      )
    },
  }
}

/** A path without what it asks for. */
function routeOf(path: string): string {
  return path
    .replace(/\?.*/, '')
    .replace(/\/core\/(groups|users)\/[^/]+\//, '/core/$1/{}/')
    .replace(/\/get\/(alias|mailbox)\/(?!all)[^/]+$/, '/get/$1/{}')
}
