import type { Settings } from '@cowherd/config'
import type { ConsoleData } from '@cowherd/console'
import type { Log } from '@cowherd/telemetry'
import type { Io } from '../../program/io.ts'
import type { Decision } from './actions.ts'

/** Where decisions are kept and the history comes from. */
export interface Records {
  readonly decide: (decision: Decision) => Promise<void>
  readonly history: ConsoleData['history']
  close(): Promise<void>
}

/** Opens the records of an installation. */
export function openRecords(_settings: Settings, _io: Io, log: Log): Records {
  return {
    async decide({ decision, by, address, detail }) {
      log('info', `console: ${decision}`, { by, address, detail })
    },
    history: async () => undefined,
    close: async () => {},
  }
}
