import {
  applySteps,
  carryOutSetup,
  NoWebhookUrlError,
  planRemoval,
  planSetup,
  type SetupApi,
  type SetupPlan,
  type SetupRequest,
} from '@cowherd/setup'
import type { Command } from 'commander'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { writeJson } from '../render/json.ts'
import { type OpenAuthentik, openAuthentik, type ServerOptions } from './administrator.ts'
import { confirmSteps } from './confirm.ts'
import { setupNotes } from './notes.ts'
import { handOver, type Outcome, printOutcome } from './outcome.ts'
import { type ShownStep, showSteps } from './steps.ts'
import type { Terminal } from './terminal.ts'
import { webhookUrlOf } from './webhook-url.ts'

/** Options of `setup authentik`. */
export interface AuthentikOptions extends ServerOptions {
  readonly webhookUrl?: string
  readonly dryRun: boolean
  readonly yes: boolean
  readonly rotate: boolean
  readonly rotateToken: boolean
  readonly remove: boolean
  readonly json: boolean
}

/** Makes, repairs or renews what Cowherd needs, and hands over the settings. */
export async function setUpAuthentik(
  io: Io,
  terminal: Terminal,
  command: Command,
  options: AuthentikOptions,
): Promise<void> {
  const webhookUrl = options.webhookUrl === undefined ? undefined : webhookUrlOf(options.webhookUrl)
  const opened = await openAuthentik(io, terminal, command, options)
  const { api, known, owner } = opened
  const { settings } = known
  const request = {
    owner,
    webhookUrl,
    acceptedSecrets: settings.webhookSecret ?? [],
    usedToken: known.has('AK_TOKEN') ? settings.akToken : undefined,
    rotateSecret: options.rotate,
    rotateToken: options.rotateToken,
    createSecret: () => `${io.randomName()}${io.randomName()}`.replaceAll('-', ''),
  }
  const plan = await planned(api, request, async () => askForUrl(terminal, options))
  const steps = showSteps(plan.steps, owner)
  await confirmSteps(io, terminal, { opened, steps, options })
  if (options.dryRun) return finish(io, opened, steps, options, emptyOutcome)
  const secrets = await carryOutSetup(api, plan)
  const outcome = handOver({ AK_BASE: settings.akBase, COWHERD_OWNER: owner, ...secrets }, known)
  return finish(io, opened, steps, options, {
    ...outcome,
    notes: [...outcome.notes, ...setupNotes(plan, request.usedToken)],
  })
}

/** Takes away what `setUpAuthentik` made. */
export async function removeFromAuthentik(
  io: Io,
  terminal: Terminal,
  command: Command,
  options: AuthentikOptions,
): Promise<void> {
  const opened = await openAuthentik(io, terminal, command, options)
  const { steps, present } = await planRemoval(opened.api, opened.owner)
  const shown = showSteps(steps, opened.owner)
  await confirmSteps(io, terminal, { opened, steps: shown, options })
  if (!options.dryRun) await applySteps(opened.api, steps, present)
  const notes = options.dryRun
    ? []
    : ['AK_TOKEN and COWHERD_WEBHOOK_SECRET of this installation hold no longer.']
  return finish(io, opened, shown, options, { ...emptyOutcome, notes })
}

const emptyOutcome: Outcome = { settings: [], file: null, notes: [] }

/** Plans, and asks for the address of the webhooks where Authentik has none yet. */
async function planned(
  api: SetupApi,
  request: SetupRequest,
  askUrl: () => Promise<string>,
): Promise<SetupPlan> {
  try {
    return await planSetup(api, request)
  } catch (error) {
    if (error instanceof NoWebhookUrlError)
      return planned(api, { ...request, webhookUrl: await askUrl() }, askUrl)
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

async function askForUrl(terminal: Terminal, { tokenFile }: AuthentikOptions): Promise<string> {
  if (!terminal.interactive || tokenFile === '-') {
    throw new UsageError(
      `--webhook-url is needed the first time: where Authentik reaches Cowherd, such as ${usualReceiver}`,
    )
  }
  const answer = await terminal.ask(
    `Where does Authentik reach Cowherd's webhooks? [${usualReceiver}] `,
    false,
  )
  return webhookUrlOf(answer || usualReceiver)
}

/** The receiver's address where both run in one Docker network. */
const usualReceiver = 'http://cowherd:8080'

function finish(
  io: Io,
  { address, version, owner }: OpenAuthentik,
  steps: readonly ShownStep[],
  { json, dryRun }: AuthentikOptions,
  outcome: Outcome,
): void {
  if (json) writeJson(io, { server: { address, version }, owner, dryRun, steps, ...outcome })
  else if (!dryRun) printOutcome(io, outcome)
}
