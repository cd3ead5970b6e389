import { findChromium } from '../servers/chromium.ts'

/** Installs the browser where it is to be installed: once, before test files that want it run side by side. */
export function setup(): void {
  findChromium()
}
