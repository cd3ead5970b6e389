#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createTransport } from '@cowherd/upstream'
import { runProgram } from './program/run.ts'

const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())

process.exitCode = await runProgram(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  randomName: randomUUID,
  readFile: (path) => readFileSync(path, 'utf8'),
  createTransport,
  signal: controller.signal,
})
