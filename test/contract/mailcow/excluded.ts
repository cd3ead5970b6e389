/** Recordings that are not replayed, by name of the exchange, each with its reason. */
export const EXCLUDED: Readonly<Record<string, string>> = {}
