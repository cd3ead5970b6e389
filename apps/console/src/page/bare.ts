import { html } from 'hono/html'
import { text } from '../text/english.ts'
import { hidden } from './frame.ts'
import { type Html, nothing } from './html.ts'

/** A page with nothing around it: for those who are not logged in, and where something failed. */
function bare(title: string, content: Html, head: Html = nothing): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
<title>${title} · ${text.product}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/console.css"></head>
<body><main class="login"><h1>${title}</h1>${content}</main></body></html>`
}

/** The one page for everybody. */
export function loginPage(options: {
  readonly csrf: string
  readonly next: string
  readonly problem: string | undefined
  readonly hasOidc: boolean
  readonly hasTokens: boolean
  readonly name: string
}): Html {
  const { csrf, next, problem, hasOidc, hasTokens, name } = options
  const oidc = hasOidc
    ? html`<p><a class="button main" href="/login/oidc?next=${encodeURIComponent(next)}">${text.login.oidc}</a></p>`
    : nothing
  const tokens = html`<form method="post" action="/login">${hidden({ csrf, next })}
<p><label for="name">${text.login.name}</label><input id="name" name="name" value="${name}" maxlength="60" autocomplete="name" required aria-describedby="name-hint"><span id="name-hint" class="soft small">${text.login.nameHint}</span></p>
<p><label for="token">${text.login.token}</label><input id="token" name="token" type="password" autocomplete="current-password" required></p>
<p><button class="main">${text.login.go}</button></p></form>`
  return bare(
    text.titles.login,
    html`${problem === undefined ? nothing : html`<p class="notice bad" role="alert">${problem}</p>`}${oidc}
${hasOidc && hasTokens ? html`<p class="soft">${text.login.or}</p>` : nothing}${hasTokens ? tokens : nothing}`,
  )
}

/** Leads on after a login elsewhere: only a page of our own may begin what the browser sends the new cookie with. */
export function arrivedPage(next: string): Html {
  return bare(
    text.login.welcome,
    html`<p><a class="button" href="${next}">${text.login.goOn}</a></p>`,
    html`<meta http-equiv="refresh" content="0;url=${next}">`,
  )
}

/** Something that cannot be shown or done. */
export function problemPage(title: string, problem: string): Html {
  return bare(title, html`<p>${problem}</p><p><a href="/">${text.errors.home}</a></p>`)
}
