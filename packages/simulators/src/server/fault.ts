/** What a simulated server can do wrong. The last five concern Authentik's group list, `false-success` Mailcow's writes. */
export type FaultKind =
  /** answers after `ms` milliseconds; the request is carried out */
  | 'slow'
  /** 500 with an HTML body, nothing carried out: a backend of the API is away */
  | 'html-500'
  /** GET answers 502, POST answers 405, both with HTML, nothing carried out: the API is being restarted */
  | 'restarting'
  /** 200 with an empty body, nothing carried out */
  | 'empty-200'
  /** the write is answered as a success and not carried out */
  | 'false-success'
  /** the write is carried out; an entry of type success carries the text of an SQL error (Mailcow) */
  | 'view-error'
  /** the connection breaks, nothing carried out */
  | 'drop-before'
  /** the request is carried out, then the connection breaks */
  | 'drop-after'
  /** 403 with the detail of an invalid token (Authentik), 401 `authentication failed` (Mailcow) */
  | 'bad-token'
  /** 403 with the detail of a missing permission (Authentik and Mailcow's read-only key) */
  | 'no-permission'
  /** the page misses its last entry, the pagination object does not say so */
  | 'short-page'
  /** a group that sorts before the page has vanished: entries move one place forward and one is missed */
  | 'page-shift'
  /** the list holds only half of the groups, with a matching count, as with permissions on single objects */
  | 'partial-permission'
  /** 200 with no groups at all */
  | 'empty-directory'
  /** 200 with an object where a list belongs */
  | 'wrong-shape'

/** One switched-on fault. */
export interface Fault {
  readonly kind: FaultKind
  /** Delay of `slow`, in milliseconds. */
  readonly ms?: number
  /** Which requests it concerns; all when left out. */
  readonly matches?: (request: { readonly method: string; readonly path: string }) => boolean
  /** How many matching requests pass unharmed first; default 0. */
  readonly after?: number
  /** How many matching requests it then hits; default 1, `Infinity` until cleared. */
  readonly times?: number
}

/** Holds the faults that are switched on. */
export interface FaultSwitch {
  add(fault: Fault): void
  clear(): void
  /** Requests hit so far. */
  readonly hits: number
  /** The fault that hits this request, if any; counts it. */
  take(request: { readonly method: string; readonly path: string }): Fault | undefined
}

/** Makes a switch with no fault on. */
export function createFaultSwitch(): FaultSwitch {
  let armed: { fault: Fault; pass: number; left: number }[] = []
  let hits = 0
  return {
    add(fault) {
      armed.push({ fault, pass: fault.after ?? 0, left: fault.times ?? 1 })
    },
    clear() {
      armed = []
    },
    get hits() {
      return hits
    },
    take(request) {
      for (const entry of armed) {
        if (entry.left <= 0 || entry.fault.matches?.(request) === false) continue
        if (entry.pass > 0) {
          entry.pass -= 1
          continue
        }
        entry.left -= 1
        hits += 1
        return entry.fault
      }
      return undefined
    },
  }
}
