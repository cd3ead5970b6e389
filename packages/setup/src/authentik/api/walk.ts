import { parseAnswer, type Query } from '@cowherd/upstream'
import type * as v from 'valibot'
import type { ApiAnswer, SetupApi } from './api.ts'

type Page<Entry> = { readonly pagination: { readonly next: number }; readonly results: Entry[] }

/** All entries of a list, whatever the longest page of the server. Throws UpstreamError. */
export async function readAll<Entry>(
  api: SetupApi,
  path: string,
  query: Query,
  schema: v.GenericSchema<unknown, Page<Entry>>,
): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let page = 1; page !== 0; ) {
    const answer = await api.get(path, { ...query, page_size: 100, page })
    const { pagination, results } = readBody(`GET ${path}`, answer, schema)
    entries.push(...results)
    page = pagination.next > page ? pagination.next : 0
  }
  return entries
}

/** A body of a known shape. Throws UpstreamError `bad-answer`. */
export function readBody<Schema extends v.GenericSchema>(
  what: string,
  { status, text }: ApiAnswer,
  schema: Schema,
): v.InferOutput<Schema> {
  return parseAnswer('source', what, { status, text, date: undefined }, schema)
}
