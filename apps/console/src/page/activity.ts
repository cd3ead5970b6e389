import type { RunRecord, Scope } from '@cowherd/queue'
import { html } from 'hono/html'
import type { History, HistoryEntry } from '../data/port.ts'
import { runFacts } from '../data/run-facts.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, moment, nothing } from './html.ts'
import { searchForm } from './parts.ts'

/** What groups and people are called. */
export interface Names {
  group(id: string): string | undefined
  person(id: number): string | undefined
}

const shownScopes = 3
const outcomeTones = { done: 'good', failed: 'bad', recovered: 'wait', 'handed-back': '' } as const

/** Every run and every change, newest first. */
export function activityPage(
  frame: Frame,
  runs: readonly RunRecord[],
  names: Names,
  history: { readonly search: string; readonly entries: History },
): Html {
  return framed(
    frame,
    text.titles.activity,
    html`<section id="changes" data-live><h2>${text.activity.changes}</h2>${historyList(history.entries)}</section>
${history.entries ? searchForm('/activity', history.search, text.activity.filter) : nothing}
<section id="runs" data-live><h2>${text.activity.runs}</h2><ul class="plain card">${runs.length > 0 ? runs.map((run) => runItem(run, names)) : html`<li>${text.activity.none}</li>`}</ul></section>`,
  )
}

/** One run: when, what it was for, what became of it. */
export function runItem(run: RunRecord, names: Names): Html {
  const { outcome, scopes, taken, startedAt, finishedAt, error } = run
  const ears = [...new Set(scopes.map(({ ear }) => text.activity.ears[ear] ?? ear))]
  const shown = scopes.slice(0, shownScopes).map(({ scope }) => scopeText(scope, names))
  const rest = taken - shown.length
  const what = [...shown, ...(rest > 0 ? [text.activity.more(rest)] : [])].join(', ')
  return html`<li><span class="badge ${outcomeTones[outcome]}">${text.activity.outcomes[outcome]}</span> ${moment(finishedAt)} · ${ears.join(', ')}: ${what}
<br><span class="soft small">${error === undefined ? resultText(run) : error} · ${text.activity.took(finishedAt - startedAt)}</span></li>`
}

function resultText(run: RunRecord): string {
  const { made, failed, held, lagMs } = runFacts(run)
  const told = Object.entries(made).map(([action, number]) =>
    text.activity.made(
      number,
      (text.actions as Readonly<Record<string, string>>)[action]?.toLowerCase() ?? action,
    ),
  )
  return [
    told.length > 0 ? told.join(', ') : text.activity.nothing,
    ...(failed > 0 ? [text.activity.failed(failed)] : []),
    ...(held > 0 ? [text.activity.held(held)] : []),
    ...(lagMs === null ? [] : [text.activity.lag(lagMs)]),
  ].join(' · ')
}

function scopeText(scope: Scope, names: Names): string {
  if (scope.kind === 'all') return text.activity.everything
  return scope.kind === 'group'
    ? text.activity.group(names.group(scope.id) ?? scope.id)
    : text.activity.user(names.person(scope.id) ?? String(scope.id))
}

/** Changes and decisions from the audit log. */
export function historyList(entries: History, none: string = text.activity.noChanges): Html {
  if (!entries) return html`<p class="soft">${text.activity.noLog}</p>`
  if (entries === 'reading') return html`<p class="soft">${text.activity.reading}</p>`
  if (entries.length === 0) return html`<p class="soft">${none}</p>`
  return html`<ul class="plain card">${entries.map(historyItem)}</ul>`
}

const shownMembers = 10

function historyItem({ time, action, address, cause, by, detail, added, removed }: HistoryEntry): Html {
  const members = [...removed.map((one) => `− ${one}`), ...added.map((one) => `+ ${one}`)]
  const rest = members.length - shownMembers
  return html`<li>${moment(time)} · <strong>${action}</strong>${address === undefined ? nothing : html` <code>${address}</code>`} · ${cause}${by === undefined ? nothing : html` · ${by}`}
<br><span class="soft small">${[detail, ...members.slice(0, shownMembers), ...(rest > 0 ? [text.held.more(rest)] : [])].filter(Boolean).join(' · ')}</span></li>`
}
