import { RefusalError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { count } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import type { OpenAuthentik } from './administrator.ts'
import { renderSteps, type ShownStep } from './steps.ts'
import type { Terminal } from './terminal.ts'

/** What somebody is to say yes to. */
interface Request {
  readonly opened: Pick<OpenAuthentik, 'address' | 'version' | 'owner'>
  readonly steps: readonly ShownStep[]
  readonly options: {
    readonly dryRun: boolean
    readonly yes: boolean
    readonly json: boolean
    readonly tokenFile?: string
  }
}

/**
 * Shows what is about to be done and has a person agree to it. On stdout with `--dry-run`, else on stderr, which leaves stdout
 * to the settings.
 *
 * @throws RefusalError `needs-yes` where nobody does
 */
export async function confirmSteps(
  io: Io,
  terminal: Terminal,
  { opened: { address, version, owner }, steps, options }: Request,
): Promise<void> {
  const { dryRun, yes, json, tokenFile } = options
  if (!(json && (dryRun || yes))) {
    const what = steps.length === 0 ? 'nothing to change' : count(steps.length, 'change')
    writeText(
      dryRun ? io.stdout : io.stderr,
      `Authentik ${version} at ${address}, owner ${owner}: ${what}\n${renderSteps(steps)}`,
    )
  }
  if (dryRun || yes || steps.length === 0) return
  if (tokenFile === '-' || !terminal.interactive) {
    throw new RefusalError(
      'needs-yes',
      'nothing was changed: look at it with --dry-run, then run this with --yes',
    )
  }
  const answer = await terminal.ask('Do this? [y/N] ', false)
  if (!/^y(es)?$/i.test(answer)) throw new RefusalError('needs-yes', 'nothing was changed')
}
