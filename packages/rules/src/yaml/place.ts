import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type YAMLMap,
} from 'yaml'

/** A position in the file; both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Keys and list positions (from 0) from the root of the file to a value. */
export type Path = readonly (string | number)[]

/** The key whose value is merged into the mapping that it stands in. */
export const mergeKey = '<<'

/** The lines of a text. The parser does not count those behind an error. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1)
  return lines
}

/** The place of an offset. */
export function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

/** Finds the places of values and keys by their paths, also through aliases and merge keys. */
export function placesOf(document: Document, lines: LineCounter) {
  const indexes = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  return (path: Path, of: 'key' | 'value'): Place => placeOf(lines, offsetOf(path, of))

  function offsetOf(path: Path, of: 'key' | 'value'): number {
    let node: unknown = document.contents
    let offset = startOf(node) ?? 0
    for (const [depth, step] of path.entries()) {
      const parent = resolved(node)
      const isLast = depth === path.length - 1
      if (isMap(parent)) {
        const pair = findPair(parent, String(step))
        if (!pair) return offset
        node = pair.value
        const keyOffset = startOf(pair.key) ?? offset
        offset = isLast && of === 'key' ? keyOffset : (startOf(node) ?? keyOffset)
      } else if (isSeq(parent) && typeof step === 'number') {
        node = parent.items[step]
        offset = startOf(node) ?? offset
      } else {
        return offset
      }
    }
    return offset
  }

  function findPair(map: YAMLMap, key: string): Pair | undefined {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair), pair]))
    indexes.set(map, index)
    return index.get(key) ?? findMerged(map, key)
  }

  function findMerged(map: YAMLMap, key: string): Pair | undefined {
    for (const pair of map.items.filter((candidate) => keyOf(candidate) === mergeKey)) {
      const source = resolved(pair.value)
      for (const item of isSeq(source) ? source.items : [source]) {
        const merged = resolved(item)
        const found = isMap(merged) ? findPair(merged, key) : undefined
        if (found) return found
      }
    }
    return undefined
  }

  function resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(document) : node
  }
}

/** The text of a key. */
export function keyOf({ key }: Pair): string {
  if (!isScalar(key)) return String(key)
  return typeof key.value === 'symbol' ? (key.value.description ?? '') : String(key.value)
}

/** Where a node begins, without the blanks before it. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
