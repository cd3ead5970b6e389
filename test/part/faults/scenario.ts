import { createVolatileValues, type PartRequest } from '@cowherd/reconcile'
import { emptyRules, parseRules } from '@cowherd/rules'
import { createCompany } from '../../whole/harness/company.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'
import { collectPost, requestOf } from '../harness/post.ts'

/** A company before one run over a part that has one of everything to do. */
export interface Scenario {
  readonly installation: Installation
  readonly request: PartRequest
}

const hurried = { timeoutMs: 25, patienceMs: 45 }

/** What differs from scenario to scenario. */
export interface Setting {
  /** So many more groups are nested beside the leaf. */
  readonly branches: number
  /** Whether rules give users personal aliases. */
  readonly personal: boolean
}

const personalRules = parseRules('rules: [{kind: user, address: "{attributes.nick}"}]', 'cowherd.yaml')

/**
 * A joiner and a leaver in a nested group, a rename, a swap, a new group, a deleted one with others in it, a person with a new address and
 * one who is gone, both with personal aliases, and one who gets one; in a second domain and from outside, where outsiders are left out.
 */
export async function prepareScenario({ branches, personal }: Setting): Promise<Scenario> {
  const company = createCompany({
    concurrency: 1,
    hurriedMs: hurried,
    settings: { externalMembers: 'drop', rules: personal ? personalRules : emptyRules },
  })
  const { authentik, mailcow } = company
  mailcow.addDomain({ domain: 'second.example' })
  const users = Array.from({ length: 14 }, (_, index) => {
    const address = `person.${index}@${index % 2 === 0 ? 'example.org' : 'second.example'}`
    mailcow.addMailbox({ address })
    const attributes = index === 10 || index === 11 ? { nick: `nick-${index}` } : {}
    return authentik.addUser({ username: `user-${index}`, email: address, attributes })
  })
  const user = (index: number) => users[index] ?? 0
  const addGroup = (name: string, parents: readonly string[], ...members: number[]) =>
    authentik.addGroup({ name, parents, users: members.map(user) })
  const root = addGroup('root', [], 0)
  const branch = addGroup('branch', [root], 1, 2)
  const leaf = addGroup('leaf', [branch], 3, 4)
  addGroup('sibling', [root], 5, 6)
  const [one, other] = [addGroup('one', [], 1, 2), addGroup('other', [], 3, 4)]
  const renamed = addGroup('before', [], 0, 5)
  const deleted = addGroup('deleted', [root], 7)
  addGroup('orphan', [deleted], 8, 9)
  addGroup('club', [], 10, 11, 12)
  for (let index = 0; index < branches; index += 1) addGroup(`branch ${index}`, [branch], index % 6)
  const installation = createInstallation(company, createVolatileValues(), hurried)
  await installation.whole()

  const post = collectPost(authentik)
  mailcow.addMailbox({ address: 'moved@example.org' })
  authentik.addMember(leaf, user(13))
  authentik.removeMember(leaf, user(3))
  authentik.updateGroup(one, { name: 'other' })
  authentik.updateGroup(other, { name: 'one' })
  authentik.updateGroup(renamed, { name: 'after' })
  addGroup('new', [], 6, 7)
  authentik.deleteGroup(deleted)
  authentik.updateUser(user(10), { email: 'moved@example.org' })
  authentik.deleteUser(user(11))
  if (personal) authentik.updateUser(user(12), { attributes: { nick: 'nick-12' } })
  authentik.requests.length = 0
  mailcow.requests.length = 0
  company.writes.clear()
  return { installation, request: requestOf(post.drain()) }
}
