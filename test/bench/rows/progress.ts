/** Tells a person how far the bench is. */
export function tell(message: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${message}\n`)
}

/** Does something some times, one after another. */
export async function repeatedly<Result>(
  times: number,
  once: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let index = 0; index < times; index += 1) results.push(await once(index))
  return results
}
