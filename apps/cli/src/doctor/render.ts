import type { CheckState } from '@cowherd/doctor'
import { count, type Paint } from '../render/style.ts'
import { alignColumns } from '../render/text.ts'
import type { DoctorDocument } from './document.ts'

const colours = { ok: 'green', warning: 'yellow', problem: 'red', skipped: 'dim' } as const
/** Problems come last, where a terminal ends. */
const order: readonly CheckState[] = ['ok', 'skipped', 'warning', 'problem']

/** What the doctor found, as text for people: a line for each check, the fix below where there is one. */
export function renderDoctor({ checks }: DoctorDocument, paint: Paint): string {
  const sorted = order.flatMap((state) => checks.filter((check) => check.state === state))
  const heads = alignColumns(
    sorted.map(({ state, title, reason }) => [paint(colours[state], state), title, reason]),
  )
  const lines = sorted.flatMap(({ state, fix }, index) => {
    const head = heads[index] ?? ''
    const isUrgent = state === 'warning' || state === 'problem'
    const fixes = fix !== null && isUrgent ? fix.split('\n') : []
    return [head, ...fixes.map((line) => `    fix: ${line}`)]
  })
  const number = (state: CheckState) => checks.filter((check) => check.state === state).length
  const summary = [
    count(number('problem'), 'problem'),
    count(number('warning'), 'warning'),
    `${number('ok')} ok`,
    ...(number('skipped') > 0 ? [`${number('skipped')} skipped`] : []),
  ]
  const hints = [...new Set(sorted.flatMap(({ state, fix }) => (state === 'skipped' && fix ? [fix] : [])))]
  return `${[...lines, ...hints, `${summary.join(', ')}.`].join('\n')}\n`
}
