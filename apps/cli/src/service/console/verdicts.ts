import type { Verdict, Verdicts } from '@cowherd/console'
import type { Values } from '@cowherd/reconcile'
import * as v from 'valibot'

const place = 'console-verdicts'
/** So many of each kind are kept; the oldest are forgotten. */
const most = 500

const listSchema = v.fallback(
  v.array(v.strictObject({ what: v.string(), by: v.string(), at: v.string() })),
  [],
)
const storedSchema = v.fallback(v.object({ refused: listSchema, ignored: listSchema }), {
  refused: [],
  ignored: [],
})

type Stored = v.InferOutput<typeof storedSchema>

/** What people decided against, kept with the queue: by checksum and digest: no addresses. */
export interface VerdictStore {
  read(): Promise<Verdicts>
  /** Undefined takes it back. */
  set(kind: keyof Verdicts, what: string, verdict: Verdict | undefined): Promise<void>
}

/** Makes the store. */
export function createVerdictStore(values: Values): VerdictStore {
  async function load(): Promise<Stored> {
    return v.parse(storedSchema, (await values.getMany([place])).get(place))
  }
  const mapOf = (list: Stored['refused']) => new Map(list.map(({ what, by, at }) => [what, { by, at }]))
  return {
    async read() {
      const { refused, ignored } = await load()
      return { refused: mapOf(refused), ignored: mapOf(ignored) }
    },
    async set(kind, what, verdict) {
      const stored = await load()
      const others = stored[kind].filter((one) => one.what !== what)
      const list = verdict ? [...others, { what, ...verdict }] : others
      await values.putMany(new Map([[place, { ...stored, [kind]: list.slice(-most) }]]))
    },
  }
}
