import {
  type AuthentikSimulator,
  createAuthentikSimulator,
  createMailcowSimulator,
  type MailcowSimulator,
} from '@cowherd/simulators'

/** Both servers of a small company, simulated. */
export interface Company {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  /** Authentik's number of a person, by username. */
  readonly people: Readonly<Record<'alice' | 'bob' | 'carol' | 'dave', number>>
  /** Authentik's id of a group, by name. */
  readonly groups: Readonly<Record<'Developers' | 'Backend' | 'Office', string>>
}

const token = 'token-of-the-tests-7b1e5c'
const key = 'KEY123-OFTHE4-TESTS5-ABCDE6-FGHIJ7'

/** Values that no output may hold. */
export const secrets: readonly string[] = [token, key]

/**
 * Developers (Alice) with Backend (Bob; Dave, who is inactive) nested in it, and Office (Carol, Alice); everybody has a mailbox at
 * example.org, and there is one alias that a person made: hand@example.org.
 */
export function createCompany(clock: () => Date): Company {
  const authentik = createAuthentikSimulator({ clock, token })
  const mailcow = createMailcowSimulator({ clock, keys: { readWrite: key, readOnly: `${key}-RO` } })
  mailcow.addDomain({ domain: 'example.org' })
  const hire = (username: string, name: string, active = true) => {
    mailcow.addMailbox({ address: `${username}@example.org`, name })
    return authentik.addUser({ username, name, email: `${username}@example.org`, active })
  }
  const people = {
    alice: hire('alice', 'Alice Adams'),
    bob: hire('bob', 'Bob Brown'),
    carol: hire('carol', 'Carol Clark'),
    dave: hire('dave', 'Dave Dunn', false),
  }
  mailcow.addAlias({ address: 'hand@example.org', goto: 'carol@example.org', privateComment: 'by hand' })
  const Developers = authentik.addGroup({ name: 'Developers', users: [people.alice] })
  const Backend = authentik.addGroup({
    name: 'Backend',
    users: [people.bob, people.dave],
    parents: [Developers],
  })
  const Office = authentik.addGroup({ name: 'Office', users: [people.carol, people.alice] })
  return { authentik, mailcow, people, groups: { Developers, Backend, Office } }
}
