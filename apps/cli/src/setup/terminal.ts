import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { UsageError } from '../program/failure.ts'

/** Whoever sits before the program. */
export interface Terminal {
  /** A person can be asked. */
  readonly interactive: boolean
  /**
   * Asks for one line. Throws UsageError where the person breaks off.
   *
   * @param hidden what is typed is not shown
   */
  ask(question: string, hidden: boolean): Promise<string>
  /** Everything that is piped in. */
  readAll(): Promise<string>
}

/** What a terminal is made of. */
interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** A terminal over two streams. Questions go where messages go, so that what is printed stays apart. */
export function createTerminal({ input, output }: Streams): Terminal {
  return {
    interactive: input.isTTY === true && output.isTTY === true,
    readAll: () => text(input),
    ask: (question, hidden) =>
      new Promise((resolve, reject) => {
        output.write(question)
        // Echoing is readline's: what it has nothing to write to is not seen.
        const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
        const lines = createInterface({ input, output: hidden ? nowhere : output, terminal: hidden })
        let answer: string | undefined
        lines.once('line', (line) => {
          answer = line
          lines.close()
        })
        lines.once('SIGINT', () => lines.close())
        lines.once('close', () => {
          if (hidden) output.write('\n')
          if (answer === undefined) reject(new UsageError('broken off: nothing was changed'))
          else resolve(answer.trim())
        })
      }),
  }
}
