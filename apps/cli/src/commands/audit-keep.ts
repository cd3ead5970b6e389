import { erasePerson, pruneLog } from '@cowherd/audit'
import { Command } from 'commander'
import { erasureDocument } from '../audit/document.ts'
import { auditFolder, operatorOf, writerOptions } from '../audit/folder.ts'
import { recordDecision } from '../audit/recorders.ts'
import { memorySettingsOf } from '../connection/settings.ts'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { count } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd audit erase`: takes a person out of the audit log. */
export const auditEraseCommand: CommandFactory = (io) =>
  new Command('erase')
    .description('take a person out of the audit log for good; it stays whole and can be verified')
    .argument('<person>', 'an address or a name, as it stands in the log')
    .option('--json', 'print how much was erased as one JSON document', false)
    .addHelpText(
      'after',
      `${examples([['cowherd audit erase ann@example.com', 'once she has left; there is no way back']])}

Who is still in a list is written down again with its next change.`,
    )
    .action(async (person: string, options: { readonly json: boolean }, command: Command) => {
      if (person.trim().length < 3) throw new UsageError(`"${person}" is too short to tell a person by`)
      const settings = memorySettingsOf(command, io)
      const erasure = await erasePerson(person, operatorOf(io), writerOptions(settings, io))
      if (options.json) writeJson(io, erasureDocument(erasure))
      else {
        writeText(
          io.stdout,
          erasure.texts === 0
            ? 'Nobody of that name stands in the audit log.\n'
            : `${count(erasure.texts, 'text')} in ${count(erasure.files, 'file')} erased for good.\n`,
        )
      }
    })

/** `cowherd audit prune`: deletes what is older than COWHERD_AUDIT_DAYS. */
export const auditPruneCommand: CommandFactory = (io) =>
  new Command('prune')
    .description(
      'delete files of the audit log that are older than COWHERD_AUDIT_DAYS, as each nightly run does',
    )
    .option('--json', 'print the names of the files as one JSON document', false)
    .addHelpText('after', examples([['COWHERD_AUDIT_DAYS=90 cowherd audit prune', 'keep three months']]))
    .action(async (options: { readonly json: boolean }, command: Command) => {
      const settings = memorySettingsOf(command, io)
      const { auditDays } = settings
      const deleted = auditDays === 0 ? [] : await pruneLog(auditFolder(settings), auditDays, io.now())
      if (deleted.length > 0) {
        await recordDecision(settings, io, { decision: 'prune', detail: deleted.join(' ') })
      }
      if (options.json) writeJson(io, { deleted })
      else writeText(io.stdout, `${count(deleted.length, 'file')} deleted.\n`)
    })
