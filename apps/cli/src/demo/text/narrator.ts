import { createLog } from '@cowherd/telemetry'
import type { Io } from '../../program/io.ts'
import { createPaint } from '../../render/style.ts'
import type { Demo } from '../open.ts'
import type { Narrator } from '../play.ts'
import { serviceLines } from './live.ts'
import { openingLines } from './opening.ts'
import { firstPlanLines } from './plan.ts'
import { stayingLines } from './staying.ts'
import { syncLine, syncLines } from './sync.ts'
import { wrap } from './wrap.ts'

/** Tells the demo to somebody at a terminal who has not seen Cowherd before. */
export interface TextNarrator extends Narrator {
  /** Everything goes on running; what the service logs is told as it comes. */
  staysUp(): void
  stopped(): void
}

/** Tells nothing. */
export const silentNarrator: TextNarrator = {
  opened() {},
  planned() {},
  firstSynced() {},
  secondSynced() {},
  played() {},
  serviceStarted() {},
  livePlayed() {},
  ended() {},
  staysUp() {},
  stopped() {},
}

/** Writes the story to stdout as it goes. */
export function createTextNarrator(io: Io, { stage, service, environment }: Demo): TextNarrator {
  const paint = createPaint(io.stdout, io.env)
  let chapter = 0
  const tell = (lines: readonly string[]) => io.stdout.write(`${lines.join('\n')}\n`)
  const tellChapter = (title: string, lines: readonly string[]) => {
    chapter += 1
    tell(['', paint(['bold', 'cyan'], `${chapter}. ${title}`), ...lines])
  }
  const passed = (ok: boolean) => (ok ? paint('green', '✓') : paint('red', '✗'))
  return {
    opened: (company) => tell(openingLines(stage, company, paint)),
    planned: (plan) =>
      tellChapter('The plan: what a sync would do; nothing is written', firstPlanLines(plan, paint)),
    firstSynced: (sync) =>
      tellChapter('The first sync makes it so', [
        syncLine(sync, paint),
        `  ${passed(sync.report.results.every(({ outcome }) => outcome === 'applied'))} each alias was read back and compared`,
      ]),
    secondSynced: (sync) =>
      tellChapter('The second sync finds nothing to do', [
        syncLine(sync, paint),
        `  ${passed(sync.writeRequests === 0)} both servers counted their requests: ${sync.writeRequests} of them could have changed anything`,
      ]),
    played: ({ scene, outcome, syncs }) =>
      tellChapter(scene.title, [
        wrap(outcome.did, '  '),
        ...syncs.flatMap((sync) => syncLines(sync, paint)),
        `  ${passed(outcome.ok)}${wrap(outcome.became, ' ', '    ', 97)}`,
      ]),
    serviceStarted: (startup) =>
      tellChapter('Cowherd listens', serviceLines(startup, paint, passed(startup.sweepChanges === 0))),
    livePlayed: ({ scene, outcome }) =>
      tellChapter(scene.title, [
        wrap(outcome.did, '  '),
        `  ${passed(outcome.ok)}${wrap(outcome.became, ' ', '    ', 97)}`,
      ]),
    ended: ({ checks, seconds }) =>
      tellChapter(`Checked, in ${seconds.toFixed(1)} seconds`, [
        ...checks.flatMap(({ name, ok, details }) => [
          `  ${passed(ok)} ${name}`,
          ...details.map((detail) => wrap(detail, '      ')),
        ]),
      ]),
    staysUp() {
      tellChapter('Your turn', stayingLines(stage, service.url(), environment, paint))
      service.follow(
        createLog({
          level: 'info',
          format: 'text',
          addresses: true,
          write: (line) => io.stdout.write(`  ${line}`),
          now: io.now,
        }),
      )
    },
    stopped: () => tell(['', 'Cowherd and both servers are stopped.']),
  }
}
