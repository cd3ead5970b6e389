import { afterAll, beforeAll, describe } from 'vitest'
import { type Client, createClient, type Target } from './client.ts'
import { accessGuarantees } from './guarantees/access.ts'
import { eventGuarantees } from './guarantees/events.ts'
import { groupGuarantees } from './guarantees/groups.ts'
import { membershipGuarantees } from './guarantees/membership.ts'
import { pagingGuarantees } from './guarantees/paging.ts'
import { setupGuarantees } from './guarantees/setup.ts'

/**
 * What Cowherd relies on in Authentik, checked over HTTP against any server. Makes groups and users with a prefix of
 * its own and removes them, also those of a run that broke off.
 *
 * @param open gives the server; its token has to be an administrator's
 * @param allowForeignGroups run although the server has groups that the contract did not make
 */
export function authentikContract(
  name: string,
  open: () => Promise<Target>,
  allowForeignGroups = false,
): void {
  describe(`Authentik contract: ${name}`, () => {
    let target: Target | undefined
    let client: Client | undefined
    const getClient = (): Client => {
      if (!client) throw new Error('the server is not open')
      return client
    }

    beforeAll(async () => {
      target = await open()
      const opened = createClient(target)
      if (!allowForeignGroups) await opened.requireOwnServer()
      await opened.cleanUp()
      client = opened
    })
    afterAll(async () => {
      await client?.cleanUp()
      await target?.close?.()
    })

    pagingGuarantees(getClient)
    groupGuarantees(getClient)
    membershipGuarantees(getClient)
    accessGuarantees(getClient)
    eventGuarantees(getClient)
    setupGuarantees(() => {
      if (!target) throw new Error('the server is not open')
      return target
    }, getClient)
  })
}
