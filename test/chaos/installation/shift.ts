import { readFileSync } from 'node:fs'

/** Loaded before a process of Cowherd: its clock is off by so many milliseconds as the file of CHAOS_CLOCK says. */
const file = process.env['CHAOS_CLOCK'] ?? ''
const RealDate = Date
let offset = 0

function look(): void {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    offset = 0
  }
}

const now = () => RealDate.now() + offset

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, own) => Reflect.construct(target, args.length === 0 ? [now()] : args, own),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
})

look()
setInterval(look, 200).unref()
