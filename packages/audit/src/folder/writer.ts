import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { digestText, genesis, sealLine } from '../chain/seal.ts'
import type { Body, Note, Ref } from '../entry/body.ts'
import { chainName, headName, segmentName } from './name.ts'

const sync = promisify(fdatasync)

/** What a writer works with. */
export interface WriterOptions {
  readonly folder: string
  readonly now: () => Date
  /** So many random octets, in hex. */
  readonly randomHex: (octets: number) => string
  /** A file that is larger is followed by another one. Default 64 MiB. */
  readonly octetsMax?: number | undefined
  /** Writes octets and tells how many; the file system's own when left out. */
  readonly write?: ((file: number, data: Buffer) => number) | undefined
}

/** Writes one chain. Nothing is opened before the first line. Each function throws errors of the file system. */
export interface ChainWriter {
  /**
   * Writes one line, at once: a process that is killed afterwards has lost nothing of it.
   *
   * @returns its number
   */
  append(make: (note: Note) => Body): number
  /** Brings everything written to the disk itself, and remembers how far the chain reaches. */
  flush(): Promise<void>
  close(): Promise<void>
}

const octetsMaxDefault = 64 * 1024 * 1024

interface OpenFile {
  readonly fd: number
  readonly month: string
  octets: number
  readonly refs: Map<string, Ref>
}

/** Makes a writer with a chain of its own. After a line that could not be written the chain goes on where it was whole. */
export function createChainWriter(options: WriterOptions): ChainWriter {
  const { folder, now, randomHex, octetsMax = octetsMaxDefault, write = writeSync } = options
  let chain = ''
  let segment = 0
  let seq = 0
  let last = genesis
  let file: OpenFile | undefined
  let flushed = 0
  let flushing: Promise<void> = Promise.resolve()

  function open(): OpenFile {
    if (chain === '') {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const name = chainName(now(), randomHex(4))
      // First: a chain without a head was tampered with.
      writeFileSync(join(folder, headName(name)), headText(0, genesis), { mode: 0o600, flush: true })
      chain = name
    }
    const next = segment + 1
    const fd = openSync(join(folder, segmentName(chain, next)), 'ax', 0o600)
    const opened: OpenFile = { fd, month: monthOf(now()), octets: 0, refs: new Map() }
    try {
      const header: Body = {
        ...{ kind: 'file', time: now().toISOString(), version: 1, chain },
        ...{ segment: next, previous: last },
      }
      writeLines(opened, () => [header])
    } catch (error) {
      closeSync(fd)
      // The name is taken now.
      beginAnew()
      throw error
    }
    syncFolder(folder)
    segment = next
    return opened
  }

  /** Another chain is begun; this one ends where its head says, or later. */
  function beginAnew(): void {
    ;[chain, segment, seq, flushed, last] = ['', 0, 0, 0, genesis]
    file = undefined
  }

  /** Takes half a line out again. Where that is not possible either, nothing may follow it. */
  function takeBack({ fd, octets }: OpenFile): void {
    try {
      ftruncateSync(fd, octets)
    } catch {
      closeSync(fd)
      beginAnew()
    }
  }

  async function moveHead(name: string, reached: number, digest: string): Promise<void> {
    const path = join(folder, headName(name))
    await writeFile(`${path}.tmp`, headText(reached, digest), { mode: 0o600, flush: true })
    await rename(`${path}.tmp`, path)
  }

  /** All lines or none. */
  function writeLines(to: OpenFile, make: (note: Note) => readonly object[]): number {
    const lines: string[] = []
    const fresh = new Map<string, Ref>()
    let [at, previous] = [seq, last]
    const put = (body: object, open?: object) => {
      at += 1
      const sealed = sealLine(previous, { seq: at, ...body }, open)
      previous = sealed.hash
      lines.push(sealed.text)
    }
    const note: Note = (text) => {
      const known = to.refs.get(text) ?? fresh.get(text)
      if (known !== undefined) return known
      const ref = to.refs.size + fresh.size + 1
      fresh.set(text, ref)
      const salt = randomHex(16)
      put({ kind: 'text', ref, digest: digestText(salt, text) }, { salt, value: text })
      return ref
    }
    for (const body of make(note)) put(body)
    const data = Buffer.from(`${lines.join('\n')}\n`)
    let written = 0
    try {
      while (written < data.length) written += write(to.fd, data.subarray(written))
    } catch (error) {
      takeBack(to)
      throw error
    }
    to.octets += data.length
    for (const [text, ref] of fresh) to.refs.set(text, ref)
    seq = at
    last = previous
    return at
  }

  async function flushNow(): Promise<void> {
    if (!file || flushed === seq) return
    const [reached, digest, name] = [seq, last, chain]
    await sync(file.fd)
    await moveHead(name, reached, digest)
    flushed = reached
  }

  /** One after the other: runs that end side by side share the file. */
  function flush(): Promise<void> {
    flushing = flushing.then(flushNow, flushNow)
    return flushing
  }

  function endFile({ fd }: OpenFile): void {
    fdatasyncSync(fd)
    const close = () => closeSync(fd)
    flushing.then(close, close)
    file = undefined
    // All of it was deleted for its age meanwhile.
    if (!existsSync(join(folder, headName(chain)))) beginAnew()
  }

  return {
    append(make) {
      if (file && (file.octets > octetsMax || file.month !== monthOf(now()))) endFile(file)
      file ??= open()
      return writeLines(file, (note) => [make(note)])
    },
    flush,
    async close() {
      await flush()
      if (file) closeSync(file.fd)
      file = undefined
    },
  }
}

function headText(seq: number, digest: string): string {
  return `${JSON.stringify({ seq, hash: digest })}\n`
}

/** A new file's name is on the disk only then. */
function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}
