import { distance } from 'fastest-levenshtein'

const shown = 5

/** Of many names, the few that somebody may have meant, best first. */
export function nearest(subject: string, names: Iterable<string>): string[] {
  const wanted = subject.toLowerCase()
  // A domain that is right makes no wrong local part nearer.
  const longestWay = Math.max(2, Math.floor(wanted.replace(/@.*/, '').length / 3))
  const ranked = [...new Set(names)].flatMap((name) => {
    const candidate = name.toLowerCase()
    if (candidate === '' || wanted === '') return []
    const cost = candidate !== wanted && candidate.includes(wanted) ? 1 : distance(wanted, candidate)
    return cost <= longestWay ? [{ name, cost }] : []
  })
  return ranked
    .sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))
    .slice(0, shown)
    .map(({ name }) => name)
}
