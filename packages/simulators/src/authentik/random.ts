/** A source of 32-bit words that repeats for the same seed. */
export function createRandomWords(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** A source of numbers from 0 to below 1 that repeats for the same seed. */
export function createRandom(seed: number): () => number {
  const next = createRandomWords(seed)
  return () => next() / 2 ** 32
}
