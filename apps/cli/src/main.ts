#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
import { getEventListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { createTransport } from '@cowherd/upstream'
import { runProgram } from './program/run.ts'

const controller = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    const heard = getEventListeners(controller.signal, 'abort').length > 0
    controller.abort()
    // Stopping is safe at any moment: the next run looks at everything again.
    if (!heard) process.exit(128 + constants.signals[name])
  })
}
// A reader that has seen enough, such as head.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runProgram(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  randomName: randomUUID,
  random: Math.random,
  readFile: (path) => readFileSync(path, 'utf8'),
  createTransport,
  signal: controller.signal,
  onReload: (listener) => process.on('SIGHUP', listener),
})
// What was broken off to stop in time, such as a request without an answer, must not keep the process.
if (controller.signal.aborted) process.exit()
// Nor may anything else, such as a store that could only half be opened: whoever starts services would wait for its end.
setTimeout(() => process.exit(), 1_000).unref()
