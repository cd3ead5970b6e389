import type { Fault } from '../server/fault.ts'
import { toKey } from './address.ts'
import { listAliases, showAlias, visibleAlias } from './alias/read.ts'
import { type Answer, refuse, SILENCE, show } from './answer.ts'
import { showAliasDomain, showDomain, visibleDomain } from './domain/read.ts'
import { createMailboxView, listMailboxes } from './mailbox/read.ts'
import type { Route } from './request/route.ts'
import type { Server } from './server.ts'
import { showContainers } from './status.ts'

/** Answers a `get`; without a session the answer is empty. */
export function read(server: Server, route: Route, admin: boolean, fault: Fault | undefined): Answer {
  if (!admin) return SILENCE
  const { store } = server
  const { object = '', extra } = route
  const domains = extra === undefined || extra === '' || extra === '0' ? undefined : extra.split(',')
  switch (route.category) {
    case 'alias': {
      if (object === 'all') return list(fault, listAliases(store, domains), (row) => showAlias(store, row))
      const row = visibleAlias(store, object)
      return show(row && showAlias(store, row))
    }
    case 'mailbox': {
      const view = createMailboxView(store)
      if (object === 'all') return list(fault, listMailboxes(store, domains), view)
      const row = store.mailboxes.get(toKey(object))
      return show(row && view(row))
    }
    case 'domain': {
      if (object === 'all') return list(fault, store.domains.rows(), (row) => showDomain(store, row))
      const row = visibleDomain(store, object)
      return show(row && showDomain(store, row))
    }
    case 'alias-domain': {
      if (object === 'all')
        return list(fault, store.aliasDomains.rows(), (row) => showAliasDomain(store, row))
      const row = store.aliasDomains.get(toKey(object))
      return show(row && showAliasDomain(store, row))
    }
    case 'status':
      if (object === 'version') return show({ version: server.version })
      return object === 'containers' ? show(showContainers(server)) : SILENCE
    default:
      return refuse(404, 'route not found')
  }
}

function list<Row>(fault: Fault | undefined, rows: readonly Row[], view: (row: Row) => unknown): Answer {
  if (fault?.kind === 'wrong-shape') return show({ draw: 0, recordsTotal: rows.length, data: [] })
  return show((fault?.kind === 'short-page' ? rows.slice(0, -1) : rows).map(view))
}
