import type { Held, Plan } from '@cowherd/plan'
import { html } from 'hono/html'
import type { Verdict } from '../data/port.ts'
import { pageOf } from '../data/search.ts'
import { text } from '../text/english.ts'
import { buttonForm, type Frame, framed } from './frame.ts'
import { type Html, link, moment, nothing } from './html.ts'
import { changeDiff, pager } from './parts.ts'

const perPage = 25
const membersMost = 30

/** What is held, with the full difference, and the two answers to it. */
export function heldPage(
  frame: Frame,
  { held, approval }: Pick<Plan, 'held' | 'approval'>,
  refused: Verdict | undefined,
  page: number,
): Html {
  if (approval === undefined) {
    return framed(frame, text.titles.held, html`<p id="held" data-live>${text.held.none}</p>`)
  }
  const rows = pageOf(held, page, perPage)
  const offset = (rows.page - 1) * perPage
  return framed(
    frame,
    text.titles.held,
    html`<div id="held" data-live><p>${text.held.intro(held.length)}</p>
<p class="soft">${text.held.bound} <code>${approval}</code>.</p>
${refused ? html`<p class="notice wait">${text.held.refusedBy(refused.by)} ${moment(refused.at)}. ${text.held.refusedStays}</p>` : nothing}
${frame.session.role === 'operator' ? answers(frame, approval, refused !== undefined) : html`<p class="soft">${text.held.viewer}</p>`}
<h2>${text.held.list}</h2>
${rows.pages > 1 ? pager(rows, '/held', {}) : nothing}
${rows.items.map((one, index) => heldCard(one, offset + index, approval))}</div>`,
  )
}

/** One held change with every member who comes or goes. */
export function heldChangePage(frame: Frame, held: Held): Html {
  const { change } = held
  return framed(
    frame,
    change.address,
    html`<p><a href="/held">${text.held.others}</a></p><h2>${text.held.list}</h2><div class="card">${changeDiff(change, Number.POSITIVE_INFINITY)}${reasonsOf(held)}</div>`,
  )
}

function answers(frame: Frame, checksum: string, isRefused: boolean): Html {
  return html`<div class="row">${buttonForm(frame, '/held/approve', text.held.approve, { checksum }, 'main')}
${isRefused ? nothing : buttonForm(frame, '/held/refuse', text.held.refuse, { checksum })}</div>`
}

function heldCard(held: Held, index: number, checksum: string): Html {
  const { change } = held
  const isCut = Math.max(change.add.length, change.remove.length) > membersMost
  return html`<article class="card">${changeDiff(change, membersMost)}${reasonsOf(held)}
${isCut ? html`<p><a href="${link('/held/change', { checksum, number: index })}">${text.held.all}: ${change.address}</a></p>` : nothing}</article>`
}

function reasonsOf({ reasons, part }: Held): Html {
  return html`<p><strong>${text.held.reasons}:</strong> ${reasons.map(({ message }) => message).join('; ')}</p>
${part ? html`<p class="soft">${text.held.made}: ${part.reason} (+ ${part.add.length}, − ${part.remove.length})</p>` : nothing}`
}
