import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createTransport } from '@cowherd/upstream'
import type { Io } from '../program/io.ts'

/** An outside world whose output is kept, with real connections and no settings. */
export function createDemoIo(changes: Partial<Io> = {}): { io: Io; stdout(): string; stderr(): string } {
  const written = { stdout: '', stderr: '' }
  const io: Io = {
    env: {},
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    now: () => new Date(),
    randomName: randomUUID,
    random: Math.random,
    readFile: (path) => readFileSync(path, 'utf8'),
    createTransport,
    patienceMs: 2000,
    signal: new AbortController().signal,
    ...changes,
  }
  return { io, stdout: () => written.stdout, stderr: () => written.stderr }
}
