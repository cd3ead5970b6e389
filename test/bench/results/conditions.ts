import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import type { Results } from './model.ts'

/** When, on what and of what is measured. Throws where the sources are no git checkout. */
export function conditionsNow(): Pick<Results, 'date' | 'commit' | 'machine' | 'load'> {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== ''
  const [load = 0] = loadavg()
  return {
    date: new Date().toISOString(),
    commit: `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? ', with changes that are not committed' : ''}`,
    machine: [
      `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'a processor'}`,
      `${Math.round(totalmem() / 2 ** 30)} GB`,
      `${type()} ${release()}`,
      `Node ${process.versions.node}`,
    ].join(', '),
    load: { before: load, after: load, processors: availableParallelism() },
  }
}
