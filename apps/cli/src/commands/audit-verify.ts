import { type Verification, verifyLog } from '@cowherd/audit'
import { Command } from 'commander'
import * as v from 'valibot'
import { verificationDocument, verificationDocumentSchema } from '../audit/document.ts'
import { auditFolder } from '../audit/folder.ts'
import { renderVerification } from '../audit/render.ts'
import { memorySettingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd audit verify`: finds every edit, cut and gap. */
export const auditVerifyCommand: CommandFactory = (io, exit) =>
  new Command('verify')
    .description('check that nothing in the audit log was edited, cut out or taken away')
    .option(
      '--heads <file>',
      'also that nothing before these was touched: what --json printed at an earlier time',
    )
    .option('--json', 'print what was found as one JSON document', false)
    .addHelpText(
      'after',
      examples([['cowherd audit verify', 'exit code 1 names file and line of what was touched']]),
    )
    .action(async (options: { readonly heads?: string; readonly json: boolean }, command: Command) => {
      const known = options.heads === undefined ? [] : readHeads(options.heads, io)
      const verification = await verifyLog(auditFolder(memorySettingsOf(command, io)), known)
      if (options.json) writeJson(io, verificationDocument(verification))
      else writeText(io.stdout, renderVerification(verification, createPaint(io.stdout, io.env)))
      if (verification.findings.some(({ code }) => code !== 'unfinished')) exit(exitCodes.error)
    })

function readHeads(file: string, io: Io): Verification['heads'] {
  try {
    return v.parse(verificationDocumentSchema, JSON.parse(io.readFile(file))).heads
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${file} is not what "cowherd audit verify --json" prints: ${reason}`)
  }
}
