import { createAuthentikSource } from '@cowherd/authentik'
import type { Settings } from '@cowherd/config'
import { createMailcowTarget } from '@cowherd/mailcow'
import { createMailcowWriter } from '@cowherd/mailcow/writer'
import type { Memory, SyncContext } from '@cowherd/reconcile'
import { createFileMemory } from '@cowherd/state'
import type { Io } from '../program/io.ts'
import { type MemorySettings, planSettings } from './settings.ts'

/** With the start of the program on a slow machine, less than the 20 s after which a command gives up on a server. */
const defaultPatienceMs = 16_000

/** Builds what a run needs from the settings. Sends nothing. */
export function connect(settings: Settings, io: Io): SyncContext {
  const timing = {
    timeoutMs: settings.timeout * 1000,
    patienceMs: io.patienceMs ?? Math.max(defaultPatienceMs, settings.timeout * 1000),
  }
  const transport = { caFile: settings.caFile }
  const mailcow = {
    ...timing,
    baseUrl: settings.mailcowApiUrl,
    key: settings.mailcowApiKey,
    fetch: io.createTransport({ ...transport, verifyTls: settings.mailcowVerifySsl }),
  }
  return {
    source: createAuthentikSource({
      ...timing,
      baseUrl: settings.akBase,
      token: settings.akToken,
      serviceAccounts: settings.serviceAccounts,
      fetch: io.createTransport({ ...transport, verifyTls: true }),
      random: io.randomName,
    }),
    target: createMailcowTarget(mailcow),
    writer: createMailcowWriter(mailcow),
    settings: planSettings(settings),
    memory: memoryOf(settings, io),
    concurrency: settings.writeConcurrency,
    now: io.now,
    onProgress: (side, done, total) =>
      io.progress?.show(side === 'source' ? 'Authentik' : 'Mailcow', done, total),
    onApply: (done, total) => io.progress?.show('Writing', done, total),
  }
}

/** What this installation remembers. */
export function memoryOf(settings: MemorySettings, io: Io): Memory {
  return createFileMemory({
    dataDir: settings.dataDir,
    owner: settings.owner,
    target: settings.mailcowApiUrl,
    onDamaged: (message) => io.stderr.write(`warning: ${message}\n`),
  })
}
