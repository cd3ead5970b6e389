import type { Settings } from '@cowherd/config'
import { type Rules, RulesError } from '@cowherd/rules'
import type { Log, Metrics } from '@cowherd/telemetry'
import { rulesOf } from '../connection/rules.ts'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'

/** The rules that a service works by. */
export interface LiveRules {
  current(): Rules
  /** What is wrong with the file since it was read last; undefined where it is in force. */
  problem(): string | undefined
  /** Reads the file again. A broken one changes nothing: the last good rules stay. True where other rules hold now. */
  reload(): boolean
}

/**
 * Reads the rules for the first time.
 *
 * @throws RulesError, UsageError
 */
export function createLiveRules(settings: Settings, io: Io, log: Log, metrics: Metrics): LiveRules {
  let rules = rulesOf(settings, io)
  let problem: string | undefined
  metrics.rulesInForce(true)
  return {
    current: () => rules,
    problem: () => problem,
    reload() {
      const before = JSON.stringify(rules)
      try {
        rules = rulesOf(settings, io)
      } catch (error) {
        if (!(error instanceof RulesError || error instanceof UsageError)) throw error
        problem = error.message
        metrics.rulesInForce(false)
        log('error', `The rules were not read again; the last good ones stay in force.\n${problem}`)
        return false
      }
      problem = undefined
      metrics.rulesInForce(true)
      const isNew = JSON.stringify(rules) !== before
      log(
        'info',
        isNew
          ? 'The rules were read again; looking at everything'
          : 'The rules were read again and are the same',
      )
      return isNew
    },
  }
}
