import { html } from 'hono/html'
import type { Session } from '../access/sessions.ts'
import type { LookState, Pause } from '../data/port.ts'
import { duration, text } from '../text/english.ts'
import { type Html, moment, nothing } from './html.ts'

/** What is around every page of somebody who is logged in. */
export interface Frame {
  readonly session: Session
  /** Stands in every form. */
  readonly csrf: string
  /** Path of the page, for the navigation. */
  readonly path: string
  readonly look: LookState
  readonly taken: { readonly at: number; readonly milliseconds: number } | undefined
  readonly pause: Pause | undefined
  /** How many held changes and conflicts wait for somebody. */
  readonly waiting: { readonly held: number; readonly conflicts: number }
  /** What became of the last form. */
  readonly message: { readonly ok: boolean; readonly text: string } | undefined
  /** Stands behind the addresses of style and script, so that a new version is not mistaken for an old one. */
  readonly version: string
}

const pages = [
  ['/', text.titles.overview],
  ['/aliases', text.titles.aliases],
  ['/people', text.titles.people],
  ['/groups', text.titles.groups],
  ['/held', text.titles.held],
  ['/conflicts', text.titles.conflicts],
  ['/activity', text.titles.activity],
  ['/settings', text.titles.settings],
] as const

/** A whole page. */
export function framed(frame: Frame, title: string, content: Html): Html {
  const { session, csrf, version, taken, message } = frame
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${text.product}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/console.css?v=${version}">
<script src="/assets/console.js?v=${version}" defer></script>
${taken ? nothing : html`<noscript><meta http-equiv="refresh" content="3"></noscript>`}
</head>
<body>
<a class="skip" href="#main">${text.skip}</a>
<header class="top">
<a class="brand" href="/">${text.product}</a>
<nav aria-label="${text.pages}"><ul id="nav" data-live>${pages.map(([path, label]) => navigation(frame, path, label))}</ul></nav>
<div class="who"><span>${session.name} · ${text.roles[session.role]}</span>
<form class="inline" method="post" action="/logout"><input type="hidden" name="csrf" value="${csrf}"><button class="bare">${text.logout}</button></form></div>
</header>
<section class="bar" aria-label="${text.look.label}"><span id="live-state" class="badge" data-on="${text.live}" data-off="${text.notLive}">${text.notLive}</span>
<span id="age" data-live>${age(frame)}</span>
<form class="inline" method="post" action="/look"><input type="hidden" name="csrf" value="${csrf}"><button class="bare">${text.look.again}</button></form></section>
<main id="main" tabindex="-1">
<div role="status">${message ? html`<p class="notice ${message.ok ? 'good' : 'bad'}">${message.text}</p>` : nothing}</div>
<div id="notices" role="status" data-live>${notices(frame)}</div>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`
}

function navigation({ path, waiting }: Frame, address: string, title: string): Html {
  const number = address === '/held' ? waiting.held : address === '/conflicts' ? waiting.conflicts : 0
  const isCurrent = address === '/' ? path === '/' : path.startsWith(address)
  const label = number > 0 ? html`${title} (${number})` : title
  return isCurrent
    ? html`<li><a href="${address}" aria-current="page">${label}</a></li>`
    : html`<li><a href="${address}">${label}</a></li>`
}

function age({ look, taken }: Frame): Html {
  const read = taken
    ? html`${text.look.taken} ${moment(taken.at)} ${text.look.took(taken.milliseconds)}.`
    : nothing
  const more = look.running ? text.look.running : look.stale ? text.look.stale : ''
  return html`${read} ${more}`
}

function notices({ pause, look, taken }: Frame): Html {
  return html`${pause ? html`<p class="notice wait">${text.paused(pause.since, pause.reason)}</p>` : nothing}
${taken ? nothing : html`<p class="notice">${text.look.none}</p>`}
${look.problem === undefined ? nothing : html`<p class="notice bad">${text.look.problem} ${look.problem}</p>`}`
}

/** A form that sends one button, and what it is about. */
export function buttonForm(
  frame: Frame,
  action: string,
  label: string,
  fields: Readonly<Record<string, string>> = {},
  kind: 'main' | 'plain' | 'bare' = 'plain',
): Html {
  return html`<form class="inline" method="post" action="${action}">${hidden({ csrf: frame.csrf, ...fields })}<button class="${kind}">${label}</button></form>`
}

/** Fields that nobody sees. */
export function hidden(fields: Readonly<Record<string, string>>): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`${inputs}`
}

/** A span of time, or what stands there without one. */
export function span(milliseconds: number | undefined, without: string): string {
  return milliseconds === undefined ? without : duration(milliseconds)
}
