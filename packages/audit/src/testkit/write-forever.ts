import { randomBytes } from 'node:crypto'
import { createAuditLog } from '../log.ts'
import { changeOf, contentOf, made } from './change.ts'

/** Writes changes until it is killed, and says after each one how many it has written. */
const log = createAuditLog({
  folder: process.argv[2] ?? '',
  owner: 'main',
  now: () => new Date(),
  randomHex: (octets) => randomBytes(octets).toString('hex'),
  onFailure: () => process.exit(1),
})
for (let count = 1; ; count += 1) {
  const recorder = log.recorder(`run-${count}`, { kind: 'sweep' })
  const change = changeOf(contentOf('devs', [`p${count}`]), contentOf('devs', [`p${count + 1}`]))
  recorder.begin(change)
  recorder.settled(made(change))
  process.stdout.write(`${count}\n`)
  if (count % 50 === 0) await recorder.flush()
}
