import { tokens } from './site.ts'

/** Requests as somebody sends them by hand, with the cookies of their visit. */
export interface Visit {
  readonly cookie: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
}

/** Requests without any cookie. */
export function stranger(url: string, cookie = ''): Visit {
  const own: Record<string, string> = cookie === '' ? {} : { Cookie: cookie }
  return {
    cookie,
    get: (path, headers = {}) => fetch(url + path, { headers: { ...own, ...headers }, redirect: 'manual' }),
    post: (path, fields, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { Origin: url, ...own, ...headers },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      }),
  }
}

/** Logs in by hand; gives the visit and the code that its forms carry. */
export async function logInByHand(
  url: string,
  role: keyof typeof tokens,
): Promise<{ readonly visit: Visit; readonly csrf: string }> {
  const login = await stranger(url).get('/login')
  const visitor = stranger(url, cookiesOf(login))
  const answer = await visitor.post('/login', {
    csrf: csrfIn(await login.text()),
    name: 'Eve',
    token: tokens[role],
    next: '/',
  })
  if (answer.status !== 303) throw new Error(`the login was answered with ${answer.status}`)
  const visit = stranger(url, cookiesOf(answer))
  return { visit, csrf: csrfIn(await (await visit.get('/')).text()) }
}

/** The cookies that an answer sets, as a request sends them. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** The code in the first form of a page. */
export function csrfIn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
}
