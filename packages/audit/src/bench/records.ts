import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AliasContent } from '@cowherd/plan'
import { createAuditLog } from '../log.ts'
import { fits } from '../query/filter.ts'
import { readEntries } from '../query/read.ts'
import { changeOf, made } from '../testkit/change.ts'
import { verifyLog } from '../verify/verify.ts'

/** Writes so many records of a list of 20 members and says how long that, verifying them and finding one person takes. */
const records = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'cowherd-audit-bench-'))
const log = createAuditLog({
  folder,
  owner: 'main',
  now: () => new Date(),
  randomHex: (octets) => randomBytes(octets).toString('hex'),
  onFailure: (message) => {
    throw new Error(message)
  },
})
const recorder = log.recorder('bench', { kind: 'event', ears: ['webhook'], scopes: ['user-1'] })
const contentAt = (step: number): AliasContent => ({
  address: 'list@example.org',
  members: Array.from({ length: 20 }, (_, index) => `person${(step + index) % 5000}@example.org`),
  flags: { active: true, internal: false, senderAllowed: false, sogoVisible: true },
  privateComment: 'cowherd owner=main group=00000000-0000-4000-8000-000000000001',
  publicComment: '',
})
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)
try {
  const writing = performance.now()
  for (let step = 0; step < records; step += 1) {
    const change = changeOf(contentAt(step), contentAt(step + 1), { id: step % 997 })
    recorder.begin(change)
    recorder.settled(made(change))
  }
  await log.close()
  const written = seconds(writing)
  const octets = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  const verifying = performance.now()
  const verification = await verifyLog(folder)
  const verified = seconds(verifying)
  const querying = performance.now()
  let found = 0
  for await (const entry of readEntries(folder))
    if (fits(entry, { person: 'person7@example.org' })) found += 1
  process.stdout.write(
    `${JSON.stringify({ records, findings: verification.findings.length, files: verification.files, megabytes: Math.round(octets / 1e6), written, verified, found, queried: seconds(querying), rss: Math.round(process.memoryUsage.rss() / 1e6) })}\n`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
