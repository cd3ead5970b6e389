/** Names of the files of a log's folder. */
export interface ChainFile {
  readonly chain: string
  /** From 1. */
  readonly segment: number
  readonly name: string
}

const pattern = /^(?<chain>\d{8}T\d{9}Z-[0-9a-f]{8})\.(?<segment>\d{6})\.jsonl$/

/** The name of a new chain: when it began, and eight random octets' worth of hex digits to tell it from others. */
export function chainName(at: Date, random: string): string {
  return `${at.toISOString().replaceAll(/[-:.]/g, '')}-${random}`
}

/** When a chain began, in milliseconds since 1970. */
export function chainStartMs(chain: string): number {
  return Date.parse(
    chain.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'),
  )
}

/** The name of a segment of a chain. */
export function segmentName(chain: string, segment: number): string {
  return `${chain}.${String(segment).padStart(6, '0')}.jsonl`
}

/** What the name of a file says, or undefined where it is none of the log's. */
export function parseSegmentName(name: string): ChainFile | undefined {
  const { chain, segment } = pattern.exec(name)?.groups ?? {}
  return chain === undefined ? undefined : { chain, segment: Number(segment), name }
}

/** Beside a chain: how far it was known to reach. */
export function headName(chain: string): string {
  return `${chain}.head`
}

/** Beside a chain: what the first segment that is left follows, once older ones were deleted. */
export function firstName(chain: string): string {
  return `${chain}.first`
}
