/** A refusal of the API: a status with the JSON body that Authentik gives. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    super(`${status}`)
    this.status = status
    this.body = body
  }
}

/** A refusal of the form `{"detail": …}`. */
export function refuse(status: number, detail: string): Refusal {
  return new Refusal(status, { detail })
}

/** 403 for whoever lacks a permission. */
export function refusePermission(): Refusal {
  return refuse(403, 'You do not have permission to perform this action.')
}

/** A JSON answer. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}

/** An answer without a body. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}

/** What every unknown path gets, and a known one without its last slash. */
export function htmlNotFound(): Response {
  const page = `




<!DOCTYPE html>

<html>
    <head>
        <meta charset="UTF-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
        
        <meta name="darkreader-lock">
        <title>
authentik
</title>
        <link rel="icon" href="/static/dist/assets/icons/icon.png">
    </head>
    <body>
        <h1>Not Found</h1>
    </body>
</html>
`.replace(/^\n/, '')
  return new Response(page, { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
