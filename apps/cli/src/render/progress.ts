import { Writable } from 'node:stream'
import { Presets, SingleBar } from 'cli-progress'
import type { TextStream } from '../program/io.ts'

/** Shows how far a long piece of work has got. */
export interface Progress {
  show(what: string, done: number, total: number): void
  /** Takes away what is shown, also where the work was not finished. */
  stop(): void
}

/** Work of fewer steps than this is over before a bar could be read. */
const stepsMin = 8

/** A progress bar on a terminal, nothing elsewhere. One piece of work at a time; a bar goes when its work is done. */
export function createProgress(stream: TextStream): Progress {
  let bar: SingleBar | undefined
  let current: string | undefined
  const stop = () => {
    bar?.stop()
    bar = undefined
    current = undefined
  }
  return {
    show(what, done, total) {
      if (!stream.isTTY || total < stepsMin || (current !== undefined && current !== what)) return
      if (!bar) {
        bar = new SingleBar(
          {
            format: '{what} {bar} {value}/{total}',
            clearOnComplete: true,
            // Its own handler would only take the bar away and keep the program from being stopped.
            gracefulExit: false,
            stream: asWritable(stream),
          },
          Presets.shades_grey,
        )
        current = what
        bar.start(total, done, { what: what.padEnd(9) })
      }
      bar.setTotal(total)
      bar.update(done)
      if (done >= total) stop()
    },
    stop,
  }
}

function asWritable(stream: TextStream): NodeJS.WritableStream {
  return stream instanceof Writable
    ? stream
    : new Writable({
        write(chunk, _encoding, done) {
          stream.write(String(chunk))
          done()
        },
      })
}
