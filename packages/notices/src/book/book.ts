import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { type NoticeKind, noticeKinds } from '../condition.ts'
import type { Told } from './decide.ts'

/** Durable values that all workers share. */
export interface NoticeValues {
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>
  putMany(values: ReadonlyMap<string, BookValue>): Promise<void>
}

/** As it is kept; `told: null` where nothing is. Digests and times, no address. */
export type BookValue = { readonly told: { readonly [Field in keyof Told]: Told[Field] } | null }

const valueSchema = v.object({
  told: v.nullable(v.object({ since: v.number(), toldAt: v.number(), keys: v.array(v.string()) })),
})

/** What was told, by kind. */
export type Pages = ReadonlyMap<NoticeKind, Told | undefined>

/** Reads what was told. What cannot be understood was not told. */
export async function readBook(values: NoticeValues): Promise<Pages> {
  const found = await values.getMany(noticeKinds.map(nameOf))
  return new Map(
    noticeKinds.map((kind) => {
      const parsed = v.safeParse(valueSchema, found.get(nameOf(kind)))
      return [kind, (parsed.success && parsed.output.told) || undefined]
    }),
  )
}

/** Remembers what was told. */
export async function writeBook(values: NoticeValues, pages: Pages): Promise<void> {
  if (pages.size === 0) return
  await values.putMany(new Map([...pages].map(([kind, told]) => [nameOf(kind), { told: told ?? null }])))
}

/** A cause as it is remembered: it may name people. */
export function causeDigest(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 12)
}

function nameOf(kind: NoticeKind): string {
  return `notices/${kind}`
}
