import {
  type AuthentikSimulator,
  createAuthentikSimulator,
  createMailcowSimulator,
  type MailcowSimulator,
} from '@cowherd/simulators'

/** Both servers of a company, simulated, and the clock that they go by. */
export interface World {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  readonly clock: () => Date
  /** Adds a user with a mailbox; gives their number in Authentik. */
  hire(address: string, name: string, attributes?: Readonly<Record<string, unknown>>): number
}

/** A company without groups and people whose mail server has the domain example.org. */
export function createWorld(): World {
  const clock = () => new Date('2026-11-24T12:00:00Z')
  const authentik = createAuthentikSimulator({ clock, version: '2026.8' })
  const mailcow = createMailcowSimulator({ clock })
  mailcow.addDomain({ domain: 'example.org' })
  return {
    ...{ authentik, mailcow, clock },
    hire(address, name, attributes = {}) {
      mailcow.addMailbox({ address, name })
      const username = address.slice(0, address.indexOf('@'))
      return authentik.addUser({ username, name, email: address, attributes })
    },
  }
}
