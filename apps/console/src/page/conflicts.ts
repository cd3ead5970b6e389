import type { Conflict } from '@cowherd/plan'
import { html } from 'hono/html'
import { conflictKey } from '../data/conflict.ts'
import type { AdoptionPreview, Verdict } from '../data/port.ts'
import { pageOf } from '../data/search.ts'
import { text } from '../text/english.ts'
import { buttonForm, type Frame, framed } from './frame.ts'
import { type Html, moment, nothing } from './html.ts'
import { pager } from './parts.ts'

/** Groups that do not get the address they want. */
export function conflictsPage(
  frame: Frame,
  open: readonly Conflict[],
  ignored: readonly { readonly conflict: Conflict; readonly verdict: Verdict }[],
  page: number,
): Html {
  const rows = pageOf(open, page)
  const aside = ignored
    .slice(0, 200)
    .map(
      ({ conflict, verdict }) =>
        html`<li>${head(conflict)}<br><span class="soft small">${text.conflicts.ignoredBy(verdict.by)} ${moment(verdict.at)}</span> ${operatorForm(frame, '/conflicts/again', text.conflicts.again, conflict)}</li>`,
    )
  return framed(
    frame,
    text.titles.conflicts,
    html`<div id="conflicts" data-live>
${open.length === 0 ? html`<p>${text.conflicts.none}</p>` : html`<p>${text.conflicts.intro}</p>`}
${rows.pages > 1 ? pager(rows, '/conflicts', {}) : nothing}
${rows.items.map((conflict) => card(frame, conflict))}
${ignored.length > 0 ? html`<details><summary>${text.conflicts.ignored} (${ignored.length})</summary><ul class="plain card">${aside}</ul></details>` : nothing}</div>`,
  )
}

/** What an adoption would do, before it is done. */
export function adoptionPage(
  frame: Frame,
  { address, add, remove, members, checksum }: AdoptionPreview,
): Html {
  const diff = [
    ...remove.map((one) => html`<li class="gone">− ${one}</li>`),
    ...add.map((one) => html`<li class="come">+ ${one}</li>`),
  ]
  return framed(
    frame,
    text.conflicts.adoptTitle(address),
    html`<p>${text.conflicts.adoptIntro} ${text.conflicts.adoptMembers(members)}</p>
${diff.length > 0 ? html`<ul class="diff card">${diff}</ul>` : html`<p>${text.conflicts.same}</p>`}
<div class="row">${buttonForm(frame, '/conflicts/adopt/confirm', text.conflicts.confirm, { address, checksum }, 'main')}<a class="button" href="/conflicts">${text.conflicts.cancel}</a></div>`,
  )
}

function head({ address, group }: Conflict): Html {
  return html`<strong>${address ?? text.conflicts.noAddress}</strong> · ${text.columns.group} <a href="/groups/${group.id}">${group.name ?? group.id}</a>`
}

function card(frame: Frame, conflict: Conflict): Html {
  const { address, reason, fix, code } = conflict
  const adopt =
    address !== null && frame.session.role === 'operator' && (code === 'not-ours' || code === 'released')
      ? buttonForm(frame, '/conflicts/adopt', text.conflicts.adopt, { address })
      : nothing
  return html`<article class="card"><p>${head(conflict)}</p><p>${reason}</p><p class="soft">${text.alias.fix}: ${fix}</p>
<div class="row">${adopt}${operatorForm(frame, '/conflicts/ignore', text.conflicts.ignore, conflict)}</div></article>`
}

function operatorForm(frame: Frame, action: string, label: string, conflict: Conflict): Html {
  return frame.session.role === 'operator'
    ? buttonForm(frame, action, label, { conflict: conflictKey(conflict) })
    : nothing
}
