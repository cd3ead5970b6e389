import type { ScaledClock } from './clock.ts'

/** One step of work that a thread of the worker does. */
interface Task {
  /** simulated milliseconds; the task cannot begin before */
  readonly readyAt: number
  /** goes ahead of all that wait without this */
  readonly express: boolean
  /** Ends the task; a promise holds the thread until it settles, and must not reject. */
  readonly end: (at: number) => Promise<void> | undefined
}

/** The tasks that wait for Authentik's worker and the threads that do them. */
export interface TaskQueue {
  add(task: Task): void
}

const THREADS = 2

/** A task takes so long, in milliseconds, while few others wait. */
const TASK_MS = [100, 380] as const
/** Tasks slow each other down by half when so many wait. */
const CROWD = 20

/**
 * Starts a worker of two threads. With some nine tasks for each event this gives the times that were observed: 0.8 to
 * 1.9 s for one event, 2 to 5 s for two or three, some 45 s for thirty, with the order of neighbours mixed.
 */
export function createTaskQueue(clock: ScaledClock, random: () => number): TaskQueue {
  const express: Task[] = []
  const ordinary: Task[] = []
  /** The times at which idle threads became free. */
  const idle = Array<number>(THREADS).fill(0)

  function taskMs(): number {
    const crowd = Math.min(1, (express.length + ordinary.length) / CROWD)
    return (TASK_MS[0] + random() * (TASK_MS[1] - TASK_MS[0])) * (1 + crowd / 2)
  }

  function begin(): void {
    while (idle.length > 0) {
      const task = express.shift() ?? ordinary.shift()
      if (!task) return
      // Planned times, not those of late timers: else each task would add a timer's delay to the next.
      const end = Math.max(idle.shift() ?? 0, task.readyAt) + taskMs()
      clock.at(end, () => void finish(task, end))
    }
  }

  async function finish(task: Task, end: number): Promise<void> {
    const held = task.end(end)
    await held
    idle.push(held ? clock.now() : end)
    begin()
  }

  return {
    add(task) {
      const waiting = task.express ? express : ordinary
      waiting.push(task)
      begin()
    },
  }
}
