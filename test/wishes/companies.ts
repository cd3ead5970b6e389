import type { World } from './harness/world.ts'

/** Fills the servers of a world for one wish. */
type Company = (world: World) => void

/** The company that each page describes, by the page's name. */
export const companies: Readonly<Record<string, Company>> = {
  everybody({ authentik, hire }) {
    const Staff = authentik.addGroup({ name: 'Staff' })
    const [ada, ben] = [hire('ada@example.org', 'Ada Adams'), hire('ben@example.org', 'Ben Brown')]
    const [cleo, dora] = [hire('cleo@example.org', 'Cleo Clark'), hire('dora@example.org', 'Dora Dunn')]
    const freelancer = authentik.addUser({
      username: 'fred',
      name: 'Fred Free',
      email: 'fred@elsewhere.test',
    })
    authentik.updateUser(dora, { active: false })
    authentik.addGroup({ name: 'Garden', parents: [Staff], users: [ada, ben] })
    authentik.addGroup({ name: 'Workshop', parents: [Staff], users: [cleo, dora, freelancer] })
    authentik.addGroup({ name: 'VPN users', users: [ada] })
  },

  'groups-with-an-attribute'({ authentik, hire }) {
    const [ada, ben] = [hire('ada@example.org', 'Ada Adams'), hire('ben@example.org', 'Ben Brown')]
    authentik.addGroup({ name: 'Sales', users: [ada, ben], attributes: { mail: 'sales' } })
    authentik.addGroup({
      name: 'Board',
      users: [ada],
      attributes: { mail: ['board', 'directors@example.org'] },
    })
    authentik.addGroup({ name: 'VPN users', users: [ada, ben] })
    authentik.addGroup({ name: 'Printer 3rd floor', users: [ben], attributes: { floor: 3 } })
  },

  'two-companies'({ authentik, mailcow, hire }) {
    mailcow.addDomain({ domain: 'example.net' })
    const [ada, ben] = [hire('ada@example.org', 'Ada Adams'), hire('ben@example.org', 'Ben Brown')]
    const [cleo, dora] = [hire('cleo@example.net', 'Cleo Clark'), hire('dora@example.net', 'Dora Dunn')]
    const Alder = authentik.addGroup({ name: 'Alder' })
    const Birch = authentik.addGroup({ name: 'Birch' })
    authentik.addGroup({ name: 'Design', parents: [Alder], users: [ada, ben] })
    authentik.addGroup({ name: 'Design', parents: [Birch], users: [cleo] })
    authentik.addGroup({ name: 'Research', parents: [Birch], users: [cleo, dora] })
    authentik.addGroup({ name: 'Reception', users: [ben, dora] })
  },

  'role-on-duty'({ authentik, hire }) {
    const [ada, ben] = [hire('ada@example.org', 'Ada Adams'), hire('ben@example.org', 'Ben Brown')]
    const cleo = hire('cleo@example.org', 'Cleo Clark')
    authentik.addGroup({ name: 'support-team', users: [ada, ben, cleo] })
    authentik.addGroup({ name: 'support-duty', users: [ben] })
    authentik.addGroup({ name: 'mail-admins', users: [cleo] })
  },

  'personal-aliases'({ authentik, hire }) {
    const ada = hire('aadams@example.org', 'Ada Adams', { mail_aliases: ['ada', 'miller@example.org'] })
    const ben = hire('bbrown@example.org', 'Ben de Brown', { mail_aliases: [] })
    const cleo = hire('cclark@example.org', 'Cleo Clark')
    authentik.addGroup({ name: 'Sales', users: [ada, ben, cleo] })
  },

  announcements({ authentik, hire }) {
    const [ada, ben] = [hire('ada@example.org', 'Ada Adams'), hire('ben@example.org', 'Ben Brown')]
    const [cleo, dora] = [hire('cleo@example.org', 'Cleo Clark'), hire('dora@example.org', 'Dora Dunn')]
    authentik.addGroup({ name: 'Leaders', users: [ada] })
    authentik.addGroup({ name: 'Everybody', users: [ada, ben, cleo, dora] })
  },

  'large-lists'({ authentik, hire }) {
    const users = Array.from({ length: 3_000 }, (_, index) => {
      const name = `student-${String(index + 1).padStart(4, '0')}`
      return hire(`${name}.class-of-2026@example.org`, name)
    })
    authentik.addGroup({ name: 'University', users })
    authentik.addGroup({ name: 'Library', users: users.slice(0, 3) })
  },
}
