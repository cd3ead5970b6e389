import type { Settings, SettingsError } from '@cowherd/config'
import {
  type Canary,
  type Check,
  type CheckDefinition,
  type CheckId,
  checkTitles,
  examine,
  judgeSettings,
  type Network,
} from '@cowherd/doctor'
import { emptyRules, type Rules, RulesError } from '@cowherd/rules'
import type { SetupApi } from '@cowherd/setup'
import { rulesOf } from '../connection/rules.ts'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { activeChecks } from './active-checks.ts'
import { serverChecks } from './definitions.ts'
import { createMailcowProbe } from './probe/mailcow.ts'
import { openQueueProbe } from './probe/queue.ts'
import type { ProbeTiming } from './probe/timing.ts'
import { serviceChecks } from './service-checks.ts'

/** What the doctor found. */
export interface Examination {
  readonly checks: readonly Check[]
  readonly canary: Canary | undefined
}

/** What an examination works with besides the settings. */
export interface ExaminationOptions {
  readonly network: Network
  readonly timing: ProbeTiming
  readonly administrator: SetupApi | undefined
}

/** Makes every check. Changes nothing but, where there is an administrator, an attribute of Cowherd's own group. */
export async function examineAll(
  settings: Settings,
  io: Io,
  { network, timing, administrator }: ExaminationOptions,
): Promise<Examination> {
  const probe = openQueueProbe(settings, io)
  let canary: Canary | undefined
  const { rules, problem } = readRules(settings, io)
  const mailcow = createMailcowProbe(settings, io, timing)
  const patient = { settings, rules, rulesProblem: problem, network, mailcow, io, timing }
  const { queue, service } = probe
  try {
    const checks = await examine([
      ...serverChecks(patient),
      ...serviceChecks({ settings, queue, service, io }),
      ...activeChecks({
        ...{ ...patient, service, administrator },
        onCanary: (made) => {
          canary = made
        },
      }),
    ])
    return { checks: inOrder(checks), canary }
  } finally {
    await probe.close()
  }
}

/** What there is to say where the settings cannot be used. */
export async function examineSettings({ problems }: SettingsError): Promise<Examination> {
  const definitions: CheckDefinition[] = [
    { id: 'settings', run: () => judgeSettings(problems, []) },
    ...others.map(
      (id): CheckDefinition => ({ id, needs: ['settings'], run: () => judgeSettings(problems, []) }),
    ),
  ]
  return { checks: await examine(definitions), canary: undefined }
}

const ids = Object.keys(checkTitles) as CheckId[]
const others = ids.filter((id) => id !== 'settings')

function inOrder(checks: readonly Check[]): Check[] {
  return ids.flatMap((id) => checks.find((check) => check.id === id) ?? [])
}

function readRules(settings: Settings, io: Io): { rules: Rules; problem: string | undefined } {
  try {
    return { rules: rulesOf(settings, io), problem: undefined }
  } catch (error) {
    if (!(error instanceof RulesError || error instanceof UsageError)) throw error
    return { rules: emptyRules, problem: error.message }
  }
}
