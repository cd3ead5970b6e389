/** A server under contract, and a token that may do everything there. */
export interface Target {
  readonly url: string
  readonly token: string
  close?(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  /** parsed where it is JSON, otherwise text */
  readonly body: unknown
}

export interface GroupBody {
  readonly pk: string
  readonly name: string
  readonly users: readonly number[]
  readonly users_obj: readonly UserBody[] | null
  readonly attributes: Readonly<Record<string, unknown>>
  readonly parent?: string | null
  readonly parents?: readonly string[]
}

interface UserBody {
  readonly pk: number
  readonly username: string
  readonly email: string
  readonly is_active: boolean
}

interface ListBody<Entry> {
  readonly pagination: { readonly next: number; readonly count: number }
  readonly results: readonly Entry[]
}

/** Marks what the contract makes, so that it can be found and removed. */
export const PREFIX = 'cowherd-contract-'

const BUILT_IN = ['authentik Admins', 'authentik Read-only']

/** Requests to a server under contract. */
export interface Client {
  request(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  list<Entry>(path: string): Promise<ListBody<Entry>>
  walkGroups(query: string): Promise<GroupBody[]>
  addGroup(name: string, fields?: object): Promise<GroupBody>
  addUser(name: string, fields?: object): Promise<UserBody>
  getGroup(pk: string, query?: string): Promise<GroupBody>
  /** @throws Error for a server with groups that are not the contract's */
  requireOwnServer(): Promise<void>
  /** Removes all that bears the prefix. */
  cleanUp(): Promise<void>
}

/** Makes a client that sends the token. */
export function createClient({ url, token }: Target): Client {
  const base = `${url.replace(/\/$/, '')}/api/v3/`

  async function request(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = { Authorization: `Bearer ${token}` },
  ): Promise<Answer> {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  async function expectStatus<Body>(status: number, answer: Promise<Answer>): Promise<Body> {
    const { status: actual, body } = await answer
    if (actual !== status) throw new Error(`status ${actual} instead of ${status}: ${JSON.stringify(body)}`)
    return body as Body
  }

  const list = <Entry>(path: string) => expectStatus<ListBody<Entry>>(200, request('GET', path))

  async function walkGroups(query: string): Promise<GroupBody[]> {
    const groups: GroupBody[] = []
    for (let page = 1; page !== 0; ) {
      const body = await list<GroupBody>(`core/groups/?${query}&page=${page}`)
      groups.push(...body.results)
      page = body.pagination.next
    }
    return groups
  }

  return {
    request,
    list,
    walkGroups,
    addGroup: (name, fields = {}) =>
      expectStatus(201, request('POST', 'core/groups/', { name: PREFIX + name, ...fields })),
    addUser: (name, fields = {}) =>
      expectStatus(201, request('POST', 'core/users/', { username: PREFIX + name, name, ...fields })),
    getGroup: (pk, query = '') => expectStatus(200, request('GET', `core/groups/${pk}/${query}`)),
    async requireOwnServer() {
      const groups = await walkGroups('ordering=pk&page_size=100&include_users=false')
      const foreign = groups.filter(({ name }) => !BUILT_IN.includes(name) && !name.startsWith(PREFIX))
      if (foreign.length === 0) return
      throw new Error(
        `the server has ${foreign.length} groups that this contract did not make; set AUTHENTIK_CONTRACT_I_KNOW=1 to run it there all the same`,
      )
    },
    async cleanUp() {
      const groups = await walkGroups(`search=${PREFIX}&page_size=100&include_users=false`)
      for (const { pk, name } of groups) {
        if (name.startsWith(PREFIX)) await request('DELETE', `core/groups/${pk}/`)
      }
      const users = await list<UserBody>(`core/users/?search=${PREFIX}&page_size=100&include_groups=false`)
      for (const { pk, username } of users.results) {
        if (username.startsWith(PREFIX)) await request('DELETE', `core/users/${pk}/`)
      }
      const roles = await list<{ pk: string; name: string }>(`rbac/roles/?search=${PREFIX}&page_size=100`)
      for (const { pk, name } of roles.results) {
        if (name.startsWith(PREFIX)) await request('DELETE', `rbac/roles/${pk}/`)
      }
    },
  }
}
