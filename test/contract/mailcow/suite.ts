import { afterAll, beforeAll, describe } from 'vitest'
import { accessGuarantees } from './suite/access.ts'
import { addingGuarantees } from './suite/adding.ts'
import { cleanUp, refuseServerInUse } from './suite/cleaning.ts'
import { type Client, createClient, type MailcowUnderTest } from './suite/client.ts'
import { deletingGuarantees } from './suite/deleting.ts'
import { editingGuarantees } from './suite/editing.ts'
import { readingGuarantees } from './suite/reading.ts'
import { requestGuarantees } from './suite/requests.ts'

/** A write on a large server rebuilds its address books and takes seconds. */
const TIMEOUT_MS = 120_000

/**
 * What Cowherd relies on of a Mailcow server, in raw HTTP. Everything it makes starts with `cowherd-contract-` and is
 * deleted at the end, also after failures; left-overs of a broken run are deleted at the start. It makes no row that
 * the API could not delete again, and sends one wrong key: a real server bans a host that sends ten in ten minutes.
 */
export function mailcowContract(name: string, open: () => Promise<MailcowUnderTest>): void {
  describe(name, { timeout: TIMEOUT_MS }, () => {
    let client: Client | undefined

    beforeAll(async () => {
      const opened = createClient(await open())
      await refuseServerInUse(opened)
      await cleanUp(opened)
      client = opened
    }, TIMEOUT_MS)

    afterAll(async () => {
      if (client) await cleanUp(client)
    }, TIMEOUT_MS)

    const get = () => {
      if (!client) throw new Error('the server was not opened')
      return client
    }
    accessGuarantees(get)
    readingGuarantees(get)
    addingGuarantees(get)
    editingGuarantees(get)
    deletingGuarantees(get)
    requestGuarantees(get)
  })
}
