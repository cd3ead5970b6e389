import { formatMarker } from '@cowherd/plan'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'

/** Where the simulated servers of one size listen, and the secrets that they take. */
export interface Servers {
  readonly authentik: { readonly url: string; readonly token: string }
  readonly mailcow: { readonly url: string; readonly key: string }
}

const membersPerGroup = 20
const usersPerGroup = 2

/**
 * Fills both servers with so many groups of 20 members, twice as many users, each with a mailbox, and listens.
 *
 * @param settled whether each group has its alias already
 */
export async function openServers(groups: number, settled: boolean): Promise<Servers> {
  const authentik = createAuthentikSimulator({ version: '2026.8' })
  const mailcow = createMailcowSimulator()
  mailcow.addDomain({ domain: 'example.org' })
  authentik.silently(() => {
    const users = Array.from({ length: groups * usersPerGroup }, (_, index) => {
      const email = `person.${index}@example.org`
      mailcow.addMailbox({ address: email })
      return { pk: authentik.addUser({ username: `user-${index}`, email }), email }
    })
    for (let index = 0; index < groups; index += 1) {
      const members = Array.from(
        { length: membersPerGroup },
        (_, member) => users[(index * 7 + member * 13) % users.length],
      ).filter((user) => user !== undefined)
      const id = authentik.addGroup({ name: `group ${index}`, users: members.map(({ pk }) => pk) })
      if (!settled) continue
      mailcow.addAlias({
        address: `group-${index}@example.org`,
        goto: members.map(({ email }) => email).sort(),
        privateComment: formatMarker({ owner: 'bench', group: id }),
        senderAllowed: false,
      })
    }
  })
  const [{ url: authentikUrl }, { url: mailcowUrl }] = [await authentik.listen(), await mailcow.listen()]
  return {
    authentik: { url: authentikUrl, token: authentik.token },
    mailcow: { url: mailcowUrl, key: mailcow.keys.readWrite },
  }
}
