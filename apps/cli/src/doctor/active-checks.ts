import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Canary,
  type CheckDefinition,
  judgeCanary,
  judgeOwnership,
  judgeSetup,
  runCanary,
  type ServicePort,
  testWebhook,
} from '@cowherd/doctor'
import type { SetupApi } from '@cowherd/setup'
import type { Patient } from './definitions.ts'

/** The webhook of a single change takes seconds; in a burst of others it was seen to take 51 s. */
const canaryMs = 60_000

/** What the checks that only the command makes look at besides. */
export interface ActivePatient extends Patient {
  readonly service: ServicePort
  /** Authentik as its administrator has it, where there is a token for it. */
  readonly administrator: SetupApi | undefined
  /** Told of the canary. */
  readonly onCanary: (canary: Canary) => void
}

/** Checks that read every alias, take an administrator's token, or have Authentik send something. */
export function activeChecks(patient: ActivePatient): CheckDefinition[] {
  const { settings, mailcow, service, administrator, io, onCanary } = patient
  const { owner, eventLog, webhookSecret = [] } = settings
  const waiting = { nowMs: () => io.now().getTime(), sleep: (ms: number) => sleep(ms) }
  return [
    {
      id: 'authentik-setup',
      needs: ['authentik-name', 'authentik-certificate'],
      run: () => judgeSetup(administrator, { owner, acceptedSecrets: webhookSecret }),
    },
    {
      id: 'ownership',
      needs: ['mailcow-key'],
      run: async () => judgeOwnership(await mailcow.aliases(), owner),
    },
    {
      id: 'webhook-test',
      needs: ['authentik-name', 'authentik-certificate', 'queue'],
      run: () => testWebhook(administrator, service, owner, waiting),
    },
    {
      id: 'canary',
      needs: ['authentik-name', 'authentik-certificate', 'queue', 'webhook-test'],
      async run() {
        if (!administrator) return judgeCanary(undefined, eventLog)
        const options = { ...waiting, owner, eventLog, limitMs: canaryMs }
        const canary = await runCanary(administrator, service, options)
        onCanary(canary)
        return judgeCanary(canary, eventLog)
      },
    },
  ]
}
