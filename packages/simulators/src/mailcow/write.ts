import { addAlias } from './alias/add.ts'
import { deleteAlias } from './alias/delete.ts'
import { editAlias } from './alias/edit.ts'
import { type Answer, refuse } from './answer.ts'
import type { Call } from './call.ts'
import { addDomain } from './domain/add.ts'
import { addAliasDomain } from './domain/add-alias-domain.ts'
import { deleteAliasDomain, deleteDomain } from './domain/delete.ts'
import { editDomain } from './domain/edit.ts'
import { addMailbox } from './mailbox/add.ts'
import { deleteMailbox } from './mailbox/delete.ts'
import { editMailbox } from './mailbox/edit.ts'
import { addTimeLimitedAlias } from './mailbox/time-limited-alias.ts'
import { type Input, toList, type Value } from './php.ts'
import type { Body } from './request/body.ts'
import type { Route } from './request/route.ts'

/** A write: what it does, and the name under which the items of the body become part of its input. */
type Write = { readonly carryOut: (call: Call, input: Input) => void; readonly items?: string }

const WRITES: Record<string, Record<string, Write>> = {
  add: {
    alias: { carryOut: addAlias },
    domain: { carryOut: addDomain },
    'alias-domain': { carryOut: addAliasDomain },
    mailbox: { carryOut: addMailbox },
    time_limited_alias: { carryOut: addTimeLimitedAlias },
  },
  edit: {
    alias: { carryOut: editAlias, items: 'id' },
    domain: { carryOut: editDomain, items: 'domain' },
    mailbox: { carryOut: editMailbox, items: 'username' },
  },
  delete: {
    alias: { carryOut: deleteAlias, items: 'id' },
    domain: { carryOut: deleteDomain, items: 'domain' },
    'alias-domain': { carryOut: deleteAliasDomain, items: 'alias_domain' },
    mailbox: { carryOut: deleteMailbox, items: 'username' },
  },
}

/** Carries out an add, edit or delete; its entries, also left-over ones, are the answer. */
export function write(call: Call, method: string, route: Route, body: Body): Answer {
  const field = route.action === 'delete' ? body.items : body.attr
  if (field === undefined) return refuse(200, 'Cannot find attributes in post data')
  if (method !== 'POST') return refuse(405, 'only POST method is allowed')
  const found = WRITES[route.action]?.[route.category ?? '']
  if (!found) return refuse(404, 'route not found')
  found.carryOut(call, toInput(found, route.action, body))
  const done = call.entries.length > 0 ? call.entries : { type: 'success', msg: 'Task completed' }
  return { status: 200, body: JSON.stringify(done), ended: true }
}

function toInput(found: Write, action: string, body: Body): Input {
  if (action === 'add') return toObject(body.attr)
  const items = body.items === undefined ? null : keepObject(body.items)
  // An attribute of the same name replaces the items.
  return { [found.items ?? 'id']: items, ...(action === 'edit' ? toObject(body.attr) : {}) }
}

/** An object as it is, the items of a list under the keys 0, 1, 2, …, a scalar under 0. */
function toObject(value: Value | undefined): Input {
  const object = value !== null && typeof value === 'object' ? { ...value } : { ...toList(value) }
  delete (object as { csrf_token?: Value }).csrf_token
  return object as Input
}

function keepObject(value: Value | undefined): Value {
  return value !== null && typeof value === 'object' ? value : toList(value)
}
