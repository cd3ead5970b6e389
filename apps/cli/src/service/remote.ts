import type { Settings } from '@cowherd/config'
import type { RunResult } from '@cowherd/queue'
import * as v from 'valibot'
import { serviceMemory } from '../connection/memory.ts'
import { type RemoteReport, remoteReportSchema } from '../document/remote.ts'
import type { ExitCode } from '../program/exit-code.ts'
import { exitCodes } from '../program/exit-code.ts'
import { RefusalError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import { count } from '../render/style.ts'
import { askForRun, controlPath, type RunWish, requestRun } from './control.ts'
import { openServiceQueue } from './open-queue.ts'

/**
 * Has the running service make a run over everything.
 *
 * @returns undefined where no service runs: on this machine, or on the queue server that is set
 * @throws QueueError; RefusalError where the run failed
 */
export async function runRemotely(
  settings: Settings,
  io: Io,
  wish: RunWish,
): Promise<RemoteReport | undefined> {
  const result = await (settings.queueUrl === undefined
    ? askForRun(controlPath(settings), wish)
    : throughQueue(settings, io, wish)
  ).catch(refuse)
  return result && v.parse(remoteReportSchema, result)
}

/** Told by its name: loading the queue's class here would load its drivers with every command. */
function refuse(error: unknown): never {
  if (!(error instanceof Error) || !['RunFailed', 'ServiceError'].includes(error.name)) throw error
  throw new RefusalError(
    'run-failed',
    `The service could not make the run: ${error.message.replace(/\.?$/, '.')} Its log tells more, and it tries again by itself.`,
  )
}

async function throughQueue(settings: Settings, io: Io, wish: RunWish): Promise<RunResult | undefined> {
  const queue = await openServiceQueue(settings, io)
  try {
    if ((await queue.workers()) === 0) return undefined
    return await requestRun(queue, serviceMemory(settings, io, queue.values), wish)
  } finally {
    await queue.close()
  }
}

/** A service's run as text for people. */
export function renderRemote(report: RemoteReport): string {
  const made = Object.entries(report.made).map(([action, number]) => `${number} × ${action}`)
  const lines = [
    `The running service looked at everything in ${(report.milliseconds / 1000).toFixed(1)} s: ${made.length > 0 ? made.join(', ') : 'nothing to change'}; ${count(report.unchanged, 'alias', 'aliases')} in order.`,
  ]
  if (report.failed > 0)
    lines.push(`${count(report.failed, 'change')} not made; its log and cowherd plan tell why.`)
  if (report.paused) lines.push('Writes are paused: nothing was written. Go on with: cowherd resume')
  if (report.held > 0) {
    lines.push(
      `${count(report.held, 'change')} held; look with: cowherd plan; approve with: cowherd sync --approve ${report.approval}`,
    )
  }
  if (report.conflicts > 0) lines.push(`${count(report.conflicts, 'conflict')}; see cowherd plan.`)
  return `${lines.join('\n')}\n`
}

/** The exit code that a service's run stands for. */
export function remoteExitCode({ failed, held, paused }: RemoteReport): ExitCode {
  if (failed > 0) return exitCodes.error
  return held > 0 || paused ? exitCodes.held : exitCodes.done
}
