import { count, type Paint } from '../../render/style.ts'
import type { Startup } from '../live/play.ts'
import { secondsTold } from '../live/scene.ts'
import { wrap } from './wrap.ts'

/** What a running service is and how it hears of changes, and that it is up. */
export function serviceLines({ seconds, sweepChanges, url }: Startup, paint: Paint, mark: string): string[] {
  const indent = ' '.repeat(13)
  const ear = (name: string, meaning: string) =>
    `  ${paint('bold', name.padEnd(11))}${wrap(meaning, indent).trimStart()}`
  const found =
    sweepChanges === undefined
      ? 'did not end in time'
      : sweepChanges === 0
        ? 'found nothing to do'
        : `made ${count(sweepChanges, 'change')}`
  return [
    wrap(
      'From here on nobody runs a sync: Cowherd runs as a service, as with "cowherd serve". It hears of changes by three ears, each slower and surer than the one before:',
      '  ',
    ),
    ear(
      'webhook',
      'Authentik calls Cowherd after a change: a second or two later for one, up to a minute in a burst, and not at all while either is down',
    ),
    ear(
      'event log',
      "Authentik's own list of changes, there at once; Cowherd looks into it after each webhook, every second while something goes on, and every 10 seconds at rest",
    ),
    ear(
      'sweep',
      'a look at everything, on start and every 15 minutes; it finds what leaves no event, such as a sync of directories',
    ),
    `  ${mark} Up after ${secondsTold(seconds)} at ${paint('cyan', url)}; the sweep at its start ${found}.`,
  ]
}
