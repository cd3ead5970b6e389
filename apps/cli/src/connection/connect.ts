import { createAuthentikEventLog, createAuthentikPieces, createAuthentikSource } from '@cowherd/authentik'
import type { Settings } from '@cowherd/config'
import { createMailcowPieces, createMailcowTarget } from '@cowherd/mailcow'
import { createMailcowWriter } from '@cowherd/mailcow/writer'
import type { EventLog, Memory, PartRunContext, SyncContext } from '@cowherd/reconcile'
import type { Rules } from '@cowherd/rules'
import { createFileMemory } from '@cowherd/state'
import type { RequestRecord } from '@cowherd/upstream'
import { commandRecorder, type Given } from '../audit/recorders.ts'
import type { Io } from '../program/io.ts'
import { rulesOf } from './rules.ts'
import { type MemorySettings, planSettings } from './settings.ts'
import { withSharedPause } from './shared-pause.ts'

/** With the start of the program on a slow machine, less than the 20 s after which a command gives up on a server. */
const defaultPatienceMs = 16_000

/**
 * Builds what a run needs from the settings. Sends nothing.
 *
 * @param command whose changes the audit log tells; left out by those that change nothing
 */
export function connect(settings: Settings, io: Io, command?: Given): SyncContext {
  const rules = rulesOf(settings, io)
  const { authentik, mailcow } = clientOptions(settings, rules, io, {})
  return {
    source: createAuthentikSource(authentik),
    target: createMailcowTarget(mailcow),
    writer: createMailcowWriter(mailcow),
    settings: planSettings(settings, rules),
    memory: memoryOf(settings, io),
    concurrency: settings.writeConcurrency,
    now: io.now,
    ...(command ? { recorder: commandRecorder(settings, io, command) } : {}),
    onProgress: (side, done, total) =>
      io.progress?.show(side === 'source' ? 'Authentik' : 'Mailcow', done, total),
    onApply: (done, total) => io.progress?.show('Writing', done, total),
  }
}

/** What a service needs besides: both sides by piece, and the event log. */
export interface ServiceSides extends SyncContext, Pick<PartRunContext, 'pieces'> {
  readonly eventLog: EventLog
}

/** Builds what a service needs. Sends nothing. */
export function connectService(
  settings: Settings,
  io: Io,
  memory: Memory,
  rules: Rules,
  options: ClientTiming,
): ServiceSides {
  const { authentik, mailcow } = clientOptions(settings, rules, io, options)
  return {
    source: createAuthentikSource(authentik),
    target: createMailcowTarget(mailcow),
    writer: createMailcowWriter(mailcow),
    pieces: { source: createAuthentikPieces(authentik), target: createMailcowPieces(mailcow) },
    eventLog: createAuthentikEventLog(authentik),
    settings: planSettings(settings, rules),
    memory,
    concurrency: settings.writeConcurrency,
    now: io.now,
  }
}

/** How requests are sent, where that is not as for a command. */
export interface ClientTiming {
  readonly patienceMs?: number
  readonly onRequest?: (record: RequestRecord) => void
}

/** Whether service accounts are told from people: not where nobody asks. */
function telling({ serviceAccounts }: Settings, { groups }: Rules): 'exclude' | 'include' {
  const asked = groups.some(
    ({ action }) => action !== 'ignore' && action.members.serviceAccounts === 'exclude',
  )
  return asked ? 'exclude' : serviceAccounts
}

function clientOptions(settings: Settings, rules: Rules, io: Io, { patienceMs, onRequest }: ClientTiming) {
  const common = {
    timeoutMs: settings.timeout * 1000,
    patienceMs: patienceMs ?? io.patienceMs ?? Math.max(defaultPatienceMs, settings.timeout * 1000),
    ...(onRequest ? { onRequest } : {}),
  }
  const transport = { caFile: settings.caFile }
  return {
    authentik: {
      ...common,
      baseUrl: settings.akBase,
      token: settings.akToken,
      serviceAccounts: telling(settings, rules),
      personalGroups: rules.users.length > 0,
      fetch: io.createTransport({ ...transport, verifyTls: true }),
      random: io.randomName,
    },
    mailcow: {
      ...common,
      baseUrl: settings.mailcowApiUrl,
      key: settings.mailcowApiKey,
      fetch: io.createTransport({ ...transport, verifyTls: settings.mailcowVerifySsl }),
    },
  }
}

/** What this installation remembers. */
export function memoryOf(settings: MemorySettings, io: Io): Memory {
  const memory = createFileMemory({
    dataDir: settings.dataDir,
    owner: settings.owner,
    target: settings.mailcowApiUrl,
    onDamaged: (message) => io.stderr.write(`warning: ${message}\n`),
  })
  return settings.queueUrl === undefined ? memory : withSharedPause(memory, settings, io)
}
