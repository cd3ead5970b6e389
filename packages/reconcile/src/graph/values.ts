/** A durable map from names to JSON values. */
export interface Values {
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>
  putMany(entries: ReadonlyMap<string, unknown>): Promise<void>
}

/** Values that end with the process: for tests. */
export function createVolatileValues(): Values {
  const stored = new Map<string, string>()
  return {
    async getMany(keys) {
      return new Map(
        keys.flatMap((key) => {
          const text = stored.get(key)
          return text === undefined ? [] : [[key, JSON.parse(text) as unknown]]
        }),
      )
    },
    async putMany(entries) {
      for (const [key, value] of entries) stored.set(key, JSON.stringify(value))
    },
  }
}
