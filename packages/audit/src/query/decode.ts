import { type Body, type CauseBody, decodeContents, type Ref } from '../entry/body.ts'
import type { Cause, ChangeEntry, Entry } from '../entry/entry.ts'
import { parseLine } from '../entry/line.ts'

type StoredBody = Body & { readonly seq: number }
type Begin = Extract<StoredBody, { kind: 'begin' }>

/** Makes entries of the lines of one chain, in their order. */
export interface ChainDecoder {
  /** Undefined where a line tells of nothing by itself, or is damaged. */
  decode(line: string): Entry | undefined
  /** What was begun and of which no end is told. */
  open(): ChangeEntry[]
}

/** Texts whose words were taken out begin so. */
export const erasedPrefix = 'erased:'

/** Makes a decoder for a chain. */
export function createDecoder(chain: string): ChainDecoder {
  let texts = new Map<Ref, string>()
  const begun = new Map<number, ChangeEntry>()
  const read = (ref: Ref) => texts.get(ref) ?? `${erasedPrefix}?`
  const readOptional = (ref: Ref | null) => (ref === null ? null : read(ref))

  function begin(body: Begin): ChangeEntry {
    const { time, owner, run, action, id, seq, group, cause } = body
    const { before, after } = decodeContents(body.before, body.after, read)
    return {
      ...{ kind: 'change', time, owner, chain, seq, run, cause: decodeCause(cause, read), action, id },
      address: (after ?? before)?.address ?? '',
      group: { id: group.id, name: readOptional(group.name) },
      ...{ before, after, reason: read(body.reason), outcome: 'unknown', why: null },
    }
  }

  function decodeBody(body: StoredBody): Entry | undefined {
    switch (body.kind) {
      case 'file':
        texts = new Map()
        return undefined
      case 'begin':
        begun.set(body.seq, begin(body))
        return undefined
      case 'end': {
        const change = begun.get(body.of)
        begun.delete(body.of)
        const { time, seq, outcome, why } = body
        const id = body.id ?? change?.id ?? null
        return change && { ...change, time, seq, outcome, id, why: readOptional(why) }
      }
      case 'decision': {
        const { kind, time, owner, seq, decision } = body
        const told = { by: read(body.by), address: readOptional(body.address) }
        return { kind, time, owner, chain, seq, decision, ...told, detail: readOptional(body.detail) }
      }
      case 'erase': {
        const { time, owner, seq } = body
        const count = Object.values(body.lines).reduce((sum, numbers) => sum + numbers.length, 0)
        return {
          ...{ kind: 'decision', time, owner, chain, seq, decision: 'erase', by: read(body.by) },
          ...{ address: null, detail: `${count} texts` },
        }
      }
      case 'gap': {
        const { kind, time, owner, seq, lost, since } = body
        return { kind, time, owner, chain, seq, lost, since, why: read(body.why) }
      }
    }
  }

  return {
    decode(line) {
      const body = parseLine(line)
      if (!body) return undefined
      if (body.kind !== 'text') return decodeBody(body)
      texts.set(body.ref, body.value ?? `${erasedPrefix}${body.digest.slice(0, 8)}`)
      return undefined
    },
    open: () => [...begun.values()],
  }
}

function decodeCause({ by, ...rest }: CauseBody, read: (ref: Ref) => string): Cause {
  return by === undefined ? rest : { ...rest, by: read(by) }
}
