import { createVolatileMemory } from '@cowherd/reconcile'
import type { Company } from '../../whole/harness/company.ts'
import { createWriteLog } from '../../whole/harness/write-log.ts'
import type { World } from '../../whole/world/world.ts'

/** A company on the machine's own clock; a service in other processes keeps its aliases, not the company itself. */
export function createLiveCompany(
  parts: Pick<Company, 'authentik' | 'mailcow' | 'version' | 'settings'>,
): Company {
  const { mailcow, settings } = parts
  mailcow.addDomain({ domain: settings.domain })
  const nobody = () => Promise.reject(new Error('the service does this'))
  return {
    ...parts,
    clock: { now: () => new Date(), advance: () => {} },
    memory: createVolatileMemory(),
    writes: createWriteLog(mailcow.fetch),
    sync: nobody,
    plan: nobody,
  }
}

/** Adds groups that no step touches: where all aliases would stop at once, a run waits for a person, and nobody is here to give the word. */
export function addAnchors({ company }: World): void {
  const anchor = company.authentik.addUser({ username: 'anchor', email: 'anchor@elsewhere.test' })
  for (const name of ['always one', 'always two']) company.authentik.addGroup({ name, users: [anchor] })
}
