import { html } from 'hono/html'
import type { ConsoleModel, ListState } from '../data/model.ts'
import type { CheckRow, Health, Standing } from '../data/port.ts'
import { lastHeardAt, lastLagMs, lastWhole } from '../data/run-facts.ts'
import type { Judgement, Summary } from '../data/summary.ts'
import { text } from '../text/english.ts'
import { type Names, runItem } from './activity.ts'
import { buttonForm, type Frame, framed, hidden, span } from './frame.ts'
import { type Html, link, moment, nothing } from './html.ts'

const tones: Readonly<Record<Judgement, string>> = {
  'in-step': 'good',
  planned: 'good',
  unknown: '',
  held: 'wait',
  conflicts: 'wait',
  paused: 'wait',
  'changes-failed': 'bad',
  'run-failed': 'bad',
  'queue-away': 'bad',
  'no-worker': 'bad',
}

const shownRuns = 5

/** The first page: whether all is well, and what is not. */
export function overviewPage(
  frame: Frame,
  model: ConsoleModel | undefined,
  standing: Standing,
  summary: Summary,
  names: Names,
  checks: readonly CheckRow[],
): Html {
  const [headline, explanation] = text.judgements[summary.judgement]
  const runs = standing.runs.slice(0, shownRuns)
  return framed(
    frame,
    text.titles.overview,
    html`<section class="card tone ${tones[summary.judgement]}" id="verdict" data-live><h2>${headline}</h2><p>${explanation}</p></section>
<section id="needs" data-live><h2>${text.overview.needs}</h2>${needs(summary)}</section>
<section id="figures" data-live><h2>${text.overview.figures}</h2>${model ? figures(model) : nothing}</section>
<section><h2>${text.overview.service}</h2><div class="card" id="service" data-live>${service(standing)}</div>${pauseForm(frame)}</section>
<section id="checks" data-live><h2>${text.overview.checks}</h2>${checkList(checks)}</section>
<section id="latest" data-live><h2>${text.overview.latest}</h2><ul class="plain card">${runs.length > 0 ? runs.map((run) => runItem(run, names)) : html`<li>${text.activity.none}</li>`}</ul>
<p><a href="/activity">${text.overview.allActivity}</a></p></section>`,
  )
}

function needs({ held, conflicts, planned }: Summary): Html {
  const lines = [
    held.length > 0 ? html`<li><a href="/held">${text.overview.held(held.length)}</a></li>` : nothing,
    conflicts.length > 0
      ? html`<li><a href="/conflicts">${text.overview.conflicts(conflicts.length)}</a></li>`
      : nothing,
    planned > 0
      ? html`<li><a href="${link('/aliases', { state: 'planned' })}">${text.overview.planned(planned)}</a></li>`
      : nothing,
  ]
  return held.length + conflicts.length + planned > 0
    ? html`<ul class="plain card">${lines}</ul>`
    : html`<p>${text.overview.nothing}</p>`
}

function figures({ counts }: ConsoleModel): Html {
  const cards = (Object.entries(counts.aliases) as [ListState, number][]).map(
    ([state, number]) =>
      html`<li><a href="${link('/aliases', { state })}"><strong>${number.toLocaleString('en')}</strong>${text.states[state]}</a></li>`,
  )
  return html`<ul class="cards">${cards}</ul>`
}

function service({ queue, workers, runs, health }: Standing): Html {
  const heard = lastHeardAt(runs)
  const whole = lastWhole(runs)
  const { never } = text.overview
  return html`<dl>
<dt>${text.overview.lastEvent}</dt><dd>${heard === undefined ? never : moment(heard)}</dd>
<dt>${text.overview.lag}</dt><dd>${span(lastLagMs(runs), never)}</dd>
<dt>${text.overview.lastSweep}</dt><dd>${whole ? moment(whole.finishedAt) : never}</dd>
<dt>${text.overview.queue}</dt><dd>${text.overview.waiting(queue.inbox, queue.oldestMs)}</dd>
<dt>${text.overview.workers}</dt><dd>${workers}</dd>
${health.map((one) => html`<dt>${text.overview[one.side]}</dt><dd>${healthText(one)}</dd>`)}
</dl>`
}

function healthText({ answeredAt, failedAt, medianMs }: Health): Html {
  if (failedAt !== undefined && failedAt > (answeredAt ?? 0)) {
    return html`<span class="badge bad">${text.overview.failing}</span> ${moment(failedAt)}`
  }
  if (answeredAt === undefined) return html`${text.overview.unasked}`
  return html`<span class="badge good">${text.overview.answers(Math.round(medianMs ?? 0))}</span> ${moment(answeredAt)}`
}

const checkTones = { ok: 'good', warning: 'wait', problem: 'bad', skipped: '' } as const

/** What is not right stands open; the rest is there for those who want to see it. */
function checkList(checks: readonly CheckRow[]): Html {
  const isFine = ({ state }: CheckRow) => state === 'ok' || state === 'skipped'
  const item = ({ title, state, reason, fix }: CheckRow) =>
    html`<li><span class="badge ${checkTones[state]}">${text.overview.checkStates[state]}</span> <strong>${title}</strong>: ${reason}${fix === null ? nothing : html` ${fix}`}</li>`
  const wrong = checks.filter((check) => !isFine(check))
  const fine = checks.filter(isFine)
  return html`${wrong.length > 0 ? html`<ul class="plain card">${wrong.map(item)}</ul>` : nothing}
<details><summary>${text.overview.checksFine(fine.length)}</summary><ul class="plain card">${fine.map(item)}</ul></details><p class="soft small">${text.overview.checksMore}</p>`
}

function pauseForm(frame: Frame): Html {
  if (frame.session.role !== 'operator') return nothing
  if (frame.pause) return html`<div class="row">${buttonForm(frame, '/resume', text.overview.resume)}</div>`
  return html`<details><summary>${text.overview.pause}</summary><form class="find" method="post" action="/pause">${hidden({ csrf: frame.csrf })}
<div><label for="reason">${text.overview.pauseReason}</label><input id="reason" name="reason" maxlength="200" required></div><button>${text.overview.pause}</button></form></details>`
}
