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
    html`<p><a href="#changes">${text.activity.changes}</a> · <a href="#runs">${text.activity.runs}</a></p>
${history.entries ? searchForm('/activity', history.search, text.activity.filter) : nothing}
<section id="changes" data-live><h2>${text.activity.changes}</h2>${historyList(history.entries, { names })}</section>
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

/** How a history is shown. */
export interface HistoryLooks {
  readonly names: Names
  /** What stands there where nothing is on record. */
  readonly none?: string
  /** Address of whom it is about: they are named before others who came or went. */
  readonly person?: string
}

/** Changes and decisions from the audit log. */
export function historyList(entries: History, looks: HistoryLooks): Html {
  const { none = text.activity.noChanges } = looks
  if (!entries) return html`<p class="soft">${text.activity.noLog}</p>`
  if (entries === 'reading') return html`<p class="soft">${text.activity.reading}</p>`
  if (entries.length === 0) return html`<p class="soft">${none}</p>`
  return html`<ul class="plain card">${entries.map((entry) => historyItem(entry, looks))}</ul>`
}

const shownMembers = 10

function historyItem(entry: HistoryEntry, { names, person }: HistoryLooks): Html {
  const { time, action, address, cause, about, by, detail, added, removed } = entry
  const isFirst = (one: string) => one.toLowerCase() === person
  const all = [
    ...removed.map((one) => [one, `− ${one}`] as const),
    ...added.map((one) => [one, `+ ${one}`] as const),
  ]
  const members = [...all.filter(([one]) => isFirst(one)), ...all.filter(([one]) => !isFirst(one))].map(
    ([, told]) => told,
  )
  const rest = members.length - shownMembers
  return html`<li>${moment(time)} · <strong>${action}</strong>${address === undefined ? nothing : html` <code>${address}</code>`} · ${cause}${aboutText(about, names)}${by === undefined || cause.includes(by) ? nothing : html` · ${by}`}
<br><span class="soft small">${[detail, ...members.slice(0, shownMembers), ...(rest > 0 ? [text.held.more(rest)] : [])].filter(Boolean).join(' · ')}</span></li>`
}

function aboutText(about: readonly string[], names: Names): string {
  const shown = about.slice(0, shownScopes).map((one) => {
    const [, kind, id = ''] = /^(group|user)-(.+)$/.exec(one) ?? []
    if (kind === 'group') return text.activity.group(names.group(id) ?? id)
    if (kind === 'user') return text.activity.user(names.person(Number(id)) ?? id)
    return one === 'all' ? text.activity.everything : one
  })
  const rest = about.length - shown.length
  return about.length === 0
    ? ''
    : `: ${[...shown, ...(rest > 0 ? [text.activity.more(rest)] : [])].join(', ')}`
}
