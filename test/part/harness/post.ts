import { normaliseGroupId } from '@cowherd/directory'
import type { PartRequest } from '@cowherd/reconcile'
import type { AuthentikEvent, AuthentikSimulator } from '@cowherd/simulators'
import type { Random } from '../../whole/harness/random.ts'

/** One event as a receiver understands it. */
export type Letter =
  | { readonly kind: 'group'; readonly id: string; readonly deleted: boolean }
  | { readonly kind: 'user'; readonly id: number }

/** The events that a directory leaves, on their way. */
export interface Post {
  readonly waiting: readonly Letter[]
  /** Puts one more on its way. */
  send(letter: Letter): void
  /** Some of what waits, in any order, some of it to come once more; all of it where `all` is set. */
  take(random: Random, all: boolean): Letter[]
  /** All of it, in order. */
  drain(): Letter[]
}

/** Collects what a directory tells of itself from now on. */
export function collectPost(authentik: AuthentikSimulator): Post {
  let waiting: Letter[] = []
  authentik.onEvent.push((event) => waiting.push(...lettersOf(event)))
  return {
    get waiting() {
      return waiting
    },
    send: (letter) => {
      waiting.push(letter)
    },
    take(random, all) {
      const taken = waiting.filter(() => all || random.chance(0.6))
      const doubled = taken.filter(() => !all && random.chance(0.1))
      waiting = [...waiting.filter((letter) => !taken.includes(letter)), ...doubled]
      return random.some(taken, taken.length)
    },
    drain: () => waiting.splice(0),
  }
}

/** What a run is asked to look at by these letters. */
export function requestOf(letters: readonly Letter[]): PartRequest {
  const groups = new Map<string, boolean>()
  const users = new Set<number>()
  for (const letter of letters) {
    if (letter.kind === 'user') users.add(letter.id)
    else groups.set(letter.id, (groups.get(letter.id) ?? false) || letter.deleted)
  }
  return { groups, users }
}

function lettersOf({ action, context: { model } }: AuthentikEvent): Letter[] {
  if (model?.model_name === 'user') return [{ kind: 'user', id: Number(model.pk) }]
  if (model?.model_name !== 'group') return []
  return [{ kind: 'group', id: normaliseGroupId(String(model.pk)), deleted: action === 'model_deleted' }]
}
