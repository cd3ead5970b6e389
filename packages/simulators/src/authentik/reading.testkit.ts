import type { AuthentikSimulator } from './simulator.ts'

/** One page of groups as a test reads it. */
export interface GroupPage {
  readonly pagination: { readonly next: number; readonly count: number }
  readonly results: readonly {
    readonly pk: string
    readonly name: string
    readonly [field: string]: unknown
  }[]
}

/** Sends a GET to the simulator with its reading token or another. */
export function read(
  simulator: AuthentikSimulator,
  path: string,
  token = simulator.token,
): Promise<Response> {
  return simulator.fetch(`http://authentik.example/api/v3/${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
}

/** Reads a page of groups. */
export async function readPage(simulator: AuthentikSimulator, query: string): Promise<GroupPage> {
  return (await (await read(simulator, `core/groups/?${query}`)).json()) as GroupPage
}

/** Walks all groups in the order of pk, two a page; gives pks as they came and the counts that the pages told. */
export async function walk(simulator: AuthentikSimulator): Promise<{ pks: string[]; counts: number[] }> {
  const pks: string[] = []
  const counts: number[] = []
  for (let page = 1; page !== 0; ) {
    const { results, pagination } = await readPage(simulator, `ordering=pk&page_size=2&page=${page}`)
    pks.push(...results.map((group) => group.pk))
    counts.push(pagination.count)
    page = pagination.next
  }
  return { pks, counts }
}
