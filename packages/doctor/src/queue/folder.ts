import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'

/** What the file system tells of a folder. */
export interface Folder {
  readonly path: string
  /** Why nothing can be written there; undefined where it can. */
  readonly unwritable: string | undefined
  /** Bytes that may still be written; undefined where that is not told. */
  readonly freeBytes: number | undefined
  /** Linux's number of the file system's kind (statfs(2)); undefined elsewhere. */
  readonly kind: number | undefined
}

const leastBytes = 100_000_000
const goodBytes = 1_000_000_000

/** Kinds of file systems that are on another machine: statfs(2), `f_type`. */
const network: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x013111a8, 'GlusterFS or IBRIX'],
])

/** Whether the embedded queue can write, and for how long. */
export function judgeFolder({ path, unwritable, freeBytes }: Folder): Verdict {
  if (unwritable !== undefined) {
    return problem(
      `Nothing can be written into ${path}: ${unwritable}.`,
      'Set COWHERD_DATA_DIR to a folder that belongs to the user that Cowherd runs as; in Docker, to a volume.',
    )
  }
  if (freeBytes === undefined) return ok(`Embedded, in ${path}.`)
  const free = `${(freeBytes / 1_000_000).toFixed(0)} MB are free in ${path}.`
  const fix = 'Make room there, or set COWHERD_DATA_DIR to a folder on a larger disk.'
  if (freeBytes < leastBytes) return problem(free, fix)
  if (freeBytes < goodBytes) return warning(free, fix)
  return ok(`Embedded, in ${path}, ${(freeBytes / 1_000_000_000).toFixed(0)} GB free.`)
}

/** Whether what is written there is safe on a disk. */
export function judgeFolderKind({ path, kind }: Folder): Verdict {
  const name = kind === undefined ? undefined : network.get(kind)
  if (name !== undefined) {
    return warning(
      `${path} is on a network file system (${name}): locks and syncs may not hold there.`,
      'Set COWHERD_DATA_DIR to a folder on a local disk, or COWHERD_QUEUE_URL to a Redis or PostgreSQL server.',
    )
  }
  return ok('Each event is synced to the disk before Authentik is answered.')
}
