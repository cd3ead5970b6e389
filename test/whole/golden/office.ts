import { planDocument } from '@cowherd/plan'
import type { Report } from '@cowherd/reconcile'
import type { AliasRow } from '@cowherd/simulators'
import { type Company, type CompanyOptions, createCompany, type SyncRequest } from '../harness/company.ts'

/** A company with short ways to set up and look at one case. */
export interface Office extends Company {
  /** Adds a user with a mailbox `<name>@example.org`; with another e-mail address where given. */
  person(name: string, email?: string): number
  group(name: string, ...users: number[]): string
  /** The alias at an address of the default domain, or with its domain. */
  alias(address: string): AliasRow | undefined
  /** Who gets mail to it, sorted; undefined where it delivers nothing. */
  recipients(address: string): string[] | undefined
  /** Runs and gives the words for each change that was made, such as `update team@example.org`. */
  changes(request?: SyncRequest): Promise<string[]>
  /** Runs until what is gone is known to be gone. */
  twice(): Promise<Report>
}

/** Opens an office. */
export function openOffice(options: CompanyOptions = {}): Office {
  const company = createCompany(options)
  const { authentik, mailcow } = company
  const full = (address: string) => (address.includes('@') ? address : `${address}@example.org`)
  const alias = (address: string) => mailcow.aliases().find((row) => row.address === full(address))
  return {
    ...company,
    alias,
    person(name, email) {
      mailcow.addMailbox({ address: full(name) })
      return authentik.addUser({ username: name, email: email ?? full(name) })
    },
    group: (name, ...users) => authentik.addGroup({ name, users }),
    recipients(address) {
      const row = alias(address)
      return row?.active === 1 ? row.goto.split(',').sort() : undefined
    },
    async changes(request) {
      const { results } = await company.sync(request)
      return results.map(({ change, outcome }) =>
        outcome === 'applied' ? `${change.action} ${change.address}` : `${outcome}: ${change.address}`,
      )
    },
    async twice() {
      await company.sync()
      return company.sync()
    },
  }
}

/** The plan of a report as programs see it. */
export function documentOf(report: Report): ReturnType<typeof planDocument> {
  return planDocument(report.plan)
}
