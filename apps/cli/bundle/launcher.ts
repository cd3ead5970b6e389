#!/usr/bin/env node
import { minimumNode } from './engine.ts'

const current = process.versions.node.split('.').map(Number)
const [major = 0, minor = 0] = current
const [neededMajor, neededMinor] = minimumNode
if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
  await import('../src/main.ts')
} else {
  // An older Node fails at the first library with an error that names neither Node nor a way out.
  process.stderr.write(
    `cowherd: Node ${neededMajor}.${neededMinor} or newer is needed, and this is ${process.versions.node}. Install a newer one.\n`,
  )
  process.exitCode = 64
}
