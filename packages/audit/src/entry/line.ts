import * as v from 'valibot'
import type { Body, CauseBody, ContentBody, Ref, TextBody } from './body.ts'
import type { DecisionKind } from './entry.ts'

/** A line of a file, read: a text with its words where they are still there, or a body. */
export type StoredLineBody = Body | (TextBody & { readonly value?: string })

const ref: v.GenericSchema<unknown, Ref> = v.number()
const refs = v.array(ref)
const time = v.string()

const content: v.GenericSchema<unknown, ContentBody> = v.object({
  address: ref,
  members: v.union([refs, v.object({ minus: refs, plus: refs })]),
  flags: v.array(v.number()),
  private: ref,
  public: ref,
})

const texts = v.array(v.string())
const cause: v.GenericSchema<unknown, CauseBody> = v.object({
  kind: v.picklist(['event', 'sweep', 'nightly', 'command']),
  ears: v.exactOptional(texts),
  events: v.exactOptional(texts),
  scopes: v.exactOptional(texts),
  command: v.exactOptional(v.string()),
  approval: v.exactOptional(v.string()),
  by: v.exactOptional(ref),
})

/** Which actions, outcomes and decisions there are is told by whoever wrote it: newer ones are shown as they are called. */
const name = <Name extends string>() => v.custom<Name>((value) => typeof value === 'string')

type Of<Kind extends Body['kind']> = Extract<Body, { readonly kind: Kind }>

const schema: v.GenericSchema<unknown, StoredLineBody & { readonly seq: number }> = v.variant('kind', [
  v.object({
    kind: v.literal('text'),
    seq: v.number(),
    ref,
    digest: v.string(),
    value: v.exactOptional(v.string()),
  }),
  v.object({
    ...{ kind: v.literal('file'), seq: v.number(), time, version: v.literal(1), chain: v.string() },
    ...{ segment: v.number(), previous: v.string() },
  }),
  v.object({
    ...{ kind: v.literal('begin'), seq: v.number(), time, owner: v.string(), run: v.string(), cause },
    ...{ action: name<Of<'begin'>['action']>(), id: v.nullable(v.number()) },
    group: v.object({ id: v.string(), name: v.nullable(ref) }),
    ...{ before: v.nullable(content), after: v.nullable(content), reason: ref },
  }),
  v.object({
    ...{ kind: v.literal('end'), seq: v.number(), time, of: v.number(), id: v.nullable(v.number()) },
    ...{ outcome: name<Of<'end'>['outcome']>(), why: v.nullable(ref) },
  }),
  v.object({
    ...{ kind: v.literal('decision'), seq: v.number(), time, owner: v.string() },
    ...{ decision: name<DecisionKind>(), by: ref, address: v.nullable(ref), detail: v.nullable(ref) },
  }),
  v.object({
    ...{ kind: v.literal('erase'), seq: v.number(), time, owner: v.string(), by: ref },
    lines: v.record(v.string(), v.array(v.number())),
  }),
  v.object({
    ...{ kind: v.literal('gap'), seq: v.number(), time, owner: v.string() },
    ...{ lost: v.number(), since: v.string(), why: ref },
  }),
])

/** A line, read; undefined where it is damaged or of a kind that is not known. */
export function parseLine(line: string): (StoredLineBody & { readonly seq: number }) | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(line), { abortEarly: true })
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
