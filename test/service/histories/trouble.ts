import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultKind } from '@cowherd/simulators'
import type { Random } from '../../whole/harness/random.ts'
import type { Stage } from './stage.ts'

/** Something that goes wrong for a while and is over when its promise resolves. */
export interface Trouble {
  readonly name: string
  happen(stage: Stage): Promise<void>
}

/** Draws what is to go wrong and for how long; undefined for nothing. */
export function drawTrouble(random: Random, { setting, server }: Stage): Trouble | undefined {
  const forMs = random.int(50, 1_200)
  const place = random.pick(['authentik', 'mailcow'] as const)
  const index = random.int(0, setting.commands.length - 1)
  const kind = random.pick<FaultKind>(['restarting', 'html-500', 'drop-before', 'drop-after'])
  const roll = random.next()
  // Whoever finds the run of a dead worker waits out its lock.
  const kill = setting.backend === 'embedded' ? 0.2 : 0.08
  if (roll < kill) return killed(index, forMs)
  if (roll < 0.3) return away(place, forMs)
  if (roll < 0.42) return faulty(place, kind, forMs)
  if (roll < 0.5 && server?.crash) return storeDown(forMs)
  return undefined
}

function killed(index: number, forMs: number): Trouble {
  return {
    name: 'a process is killed',
    async happen({ installation: { processes, start }, setting: { commands } }) {
      const command = commands[index]
      const victim = processes.find((one) => one.command === command && one.isRunning())
      if (!victim) throw new Error('nobody to kill')
      await victim.end('SIGKILL')
      await sleep(forMs)
      await start(victim.command)
    },
  }
}

function away(place: 'authentik' | 'mailcow', forMs: number): Trouble {
  return {
    name: `${place} is away`,
    async happen({ installation: { doors } }) {
      await doors[place].shut()
      await sleep(forMs)
      await doors[place].open()
    },
  }
}

function faulty(place: 'authentik' | 'mailcow', kind: FaultKind, forMs: number): Trouble {
  return {
    name: `${place}: ${kind}`,
    async happen({ world: { company } }) {
      company[place].faults.add({ kind, times: Number.POSITIVE_INFINITY })
      await sleep(forMs)
      company[place].faults.clear()
    },
  }
}

function storeDown(forMs: number): Trouble {
  return {
    name: 'the store crashes',
    async happen({ server }) {
      const start = await server?.crash?.()
      await sleep(forMs)
      await start?.()
    },
  }
}
