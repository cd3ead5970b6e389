import type { ChangeEntry, Entry, Erasure, Verification } from '@cowherd/audit'
import type { AliasContent } from '@cowherd/plan'
import * as v from 'valibot'
import { groupSchema } from '../document/part.ts'

const placed = {
  time: v.pipe(v.string(), v.isoTimestamp()),
  owner: v.string(),
  chain: v.pipe(v.string(), v.description('the process that wrote it')),
  seq: v.pipe(v.number(), v.description('number of its last line in its chain')),
}

const contentSchema = v.pipe(
  v.nullable(
    v.strictObject({
      address: v.string(),
      members: v.pipe(v.array(v.string()), v.description('somebody who was erased stands as erased:…')),
      active: v.boolean(),
      internal: v.boolean(),
      sender_allowed: v.boolean(),
      sogo_visible: v.boolean(),
      private_comment: v.string(),
      public_comment: v.string(),
    }),
  ),
  v.description('null where there was no alias'),
)

export const changeEntrySchema = v.strictObject({
  kind: v.literal('change'),
  ...placed,
  run: v.string(),
  cause: v.strictObject({
    kind: v.picklist(['event', 'sweep', 'nightly', 'command']),
    ears: v.exactOptional(v.array(v.string())),
    events: v.exactOptional(v.array(v.string())),
    scopes: v.exactOptional(v.array(v.string())),
    command: v.exactOptional(v.string()),
    approval: v.exactOptional(
      v.pipe(v.string(), v.description('checksum of the held changes that its run let through')),
    ),
    by: v.exactOptional(v.string()),
  }),
  action: v.string(),
  id: v.nullable(v.number()),
  address: v.string(),
  group: groupSchema,
  before: contentSchema,
  after: contentSchema,
  reason: v.string(),
  outcome: v.pipe(
    v.picklist(['applied', 'failed', 'not-attempted', 'superseded', 'unknown']),
    v.description('unknown: it is under way, or what made it was killed'),
  ),
  why: v.pipe(v.nullable(v.string()), v.description('why it was not made')),
})

const entrySchema = v.variant('kind', [
  changeEntrySchema,
  v.strictObject({
    kind: v.literal('decision'),
    ...placed,
    decision: v.string(),
    by: v.string(),
    address: v.nullable(v.string()),
    detail: v.nullable(v.string()),
  }),
  v.strictObject({
    kind: v.literal('gap'),
    ...placed,
    lost: v.pipe(v.number(), v.description('records that could not be written')),
    since: v.string(),
    why: v.string(),
  }),
])

/** The shape of `audit --json`. */
export const auditDocumentSchema = v.pipe(
  v.strictObject({
    entries: v.array(entrySchema),
    more: v.pipe(v.boolean(), v.description('older ones fit too and are left out; see --limit')),
  }),
  v.title('Cowherd audit log'),
)

/** The shape of `audit verify --json`. */
export const verificationDocumentSchema = v.pipe(
  v.strictObject({
    files: v.number(),
    lines: v.number(),
    records: v.number(),
    erased: v.pipe(v.number(), v.description('texts that were taken out on purpose')),
    findings: v.array(
      v.strictObject({
        code: v.picklist(['unfinished', 'damaged', 'edited', 'gap', 'cut', 'missing', 'text', 'taken-out']),
        file: v.string(),
        line: v.nullable(v.number()),
        message: v.string(),
      }),
    ),
    heads: v.pipe(
      v.array(v.strictObject({ chain: v.string(), seq: v.number(), hash: v.string() })),
      v.description(
        'how far each chain reaches; kept elsewhere, it shows later that nothing before was touched',
      ),
    ),
  }),
  v.title('Cowherd audit verification'),
)

/** The shape of `audit erase --json`. */
export const erasureDocumentSchema = v.pipe(
  v.strictObject({ texts: v.number(), files: v.number() }),
  v.title('Cowherd audit erasure'),
)

/** The shape of `audit prune --json`. */
export const pruneDocumentSchema = v.pipe(
  v.strictObject({ deleted: v.pipe(v.array(v.string()), v.description('names of files')) }),
  v.title('Cowherd audit retention'),
)

/** Entries as programs read them. */
export function auditDocument(
  entries: readonly Entry[],
  more: boolean,
): v.InferOutput<typeof auditDocumentSchema> {
  return {
    entries: entries.map((entry) => (entry.kind === 'change' ? changeEntryDocument(entry) : { ...entry })),
    more,
  }
}

/** One change as programs read it. */
export function changeEntryDocument(entry: ChangeEntry): v.InferOutput<typeof changeEntrySchema> {
  const { ears, events, scopes, ...cause } = entry.cause
  return {
    ...entry,
    cause: {
      ...cause,
      ...(ears ? { ears: [...ears] } : {}),
      ...(events ? { events: [...events] } : {}),
      ...(scopes ? { scopes: [...scopes] } : {}),
    },
    before: contentDocument(entry.before),
    after: contentDocument(entry.after),
  }
}

function contentDocument(content: AliasContent | null): v.InferOutput<typeof contentSchema> {
  if (!content) return null
  const { address, members, flags } = content
  return {
    address,
    members: [...members],
    active: flags.active,
    internal: flags.internal,
    sender_allowed: flags.senderAllowed,
    sogo_visible: flags.sogoVisible,
    private_comment: content.privateComment,
    public_comment: content.publicComment,
  }
}

/** What verifying told, as programs read it. */
export function verificationDocument(
  verification: Verification,
): v.InferOutput<typeof verificationDocumentSchema> {
  const { findings, heads, ...counts } = verification
  return {
    ...counts,
    findings: findings.map((finding) => ({ ...finding, line: finding.line ?? null })),
    heads: [...heads],
  }
}

/** What was erased, as programs read it. */
export function erasureDocument(erasure: Erasure): v.InferOutput<typeof erasureDocumentSchema> {
  return { ...erasure }
}
