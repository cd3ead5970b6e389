import { type Browser, chromium } from 'playwright-core'
import { findProgram, firstOf } from './program.ts'

const paths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium: that of TEST_CHROMIUM, or one of this machine; undefined where none is installed. */
export function findChromium(): string | undefined {
  return process.env['TEST_CHROMIUM'] ?? findProgram(() => firstOf(paths), 'chromium')
}

/** A headless Chromium; undefined where none is installed. */
export async function startChromium(): Promise<Browser | undefined> {
  const executablePath = findChromium()
  if (executablePath === undefined) return undefined
  // Root has no sandbox; only pages of our own are opened.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}
