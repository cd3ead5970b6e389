import { distance } from 'fastest-levenshtein'

/** The word that somebody most likely meant, or undefined where none is near. Hyphens and case make no difference. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const plain = word.toLowerCase().replaceAll('-', '_')
  const ranked = words
    .map((candidate) => ({ candidate, cost: distance(plain, candidate.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost)
  const [best] = ranked
  return best && best.cost <= Math.max(1, best.candidate.length * 0.4) ? best.candidate : undefined
}
