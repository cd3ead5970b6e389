import { type Results as Mutations, sectionOf } from '../../mutation/section.ts'
import type { Result } from './model.ts'
import { faultTable, verdictTable, wrongText } from './table.ts'

/** The results as a page of the documentation, with those of the mutation tests. */
export function pageOf(results: readonly Result[], mutations: Mutations): string {
  return `${[
    '# Reliability',
    'What becomes of the aliases when everything around Cowherd fails: whole installations under random faults, judged. This page is made by the program that ran them, from what it found.',
    intro,
    conditions(results),
    '## Verdicts',
    ...(results.length > 0 ? results.map(verdictTable) : ['Nothing was run yet.']),
    ...results.filter(({ wrong }) => wrong.length > 0).map(wrongText),
    '## Faults',
    faultsText,
    ...(results.length > 0 ? [faultTable(results)] : []),
    ...skippedText(results),
    '## What is not covered',
    notCovered,
    '## Repeat',
    repeatText(results),
    sectionOf(mutations).trimEnd(),
  ].join('\n\n')}\n`
}

const intro = `On Redis and PostgreSQL an installation is two receivers, three workers and a server of the queue; on the embedded queue it is one
\`serve\`. About 40 groups and 120 users change about once a second: people join, leave, move, are deactivated and deleted; groups are
renamed, swapped, nested, emptied and deleted. A cycle is 10 to 40 seconds of faults and changes; then all faults end and the judge waits.

| judged | how |
| --- | --- |
| final state | after each cycle a fresh plan over both servers, made beside the service, must have nothing to change |
| foreign aliases | after each write to Mailcow every alias without the installation's marker must be as it was |
| lists | no list is emptied or deleted, none deactivated and nobody taken out whom the directory wanted there for the last minute |
| leavers | once the faults have ended, nobody who left is in a list for longer than 180 seconds: a Mailcow that refused the key is left alone for 150, so that it does not ban the host |`

function conditions(results: readonly Result[]): string {
  return [
    '| queue | begun | commit | machine |',
    '| --- | --- | --- | --- |',
    ...results.map(
      ({ backend, date, commit, machine }) =>
        `| ${backend} | ${date.slice(0, 16).replace('T', ' ')} UTC | ${commit} | ${machine} |`,
    ),
  ].join('\n')
}

const faultsText = `Two to six in each cycle, often at once, each on a process, a connection or a server drawn at random. A process is killed with SIGKILL
and stopped with SIGSTOP; a network refuses, hangs, breaks off in the middle of an answer, or is late; the clock jumps by one to five hours
either way. What Authentik and Mailcow answer wrongly is named as in their simulators.`

function skippedText(results: readonly Result[]): string[] {
  const lines = results.flatMap(({ backend, skipped }) => skipped.map((one) => `- ${backend}: ${one}`))
  return lines.length > 0 ? [`Left out:\n\n${lines.join('\n')}`] : []
}

const notCovered = `- Real servers: both are simulated, as they were recorded.
- Loss of what a disk or the queue's server had confirmed, and a queue's server without fsync.
- Thresholds and approvals: nothing is held here, since nobody is there to approve.
- Aliases changed by hand meanwhile, several installations on one Mailcow, several machines.
- Clocks that stay wrong: each is right again when a cycle is judged.
- How long a leaver stays while faults last.`

function repeatText(results: readonly Result[]): string {
  const lines = results.map(
    ({ minutes, backend, seed }) =>
      `npx -y pnpm@12 chaos --minutes ${minutes} --queue ${backend} --seed ${seed} --json test/chaos/results/${backend}.json`,
  )
  return [
    '```sh',
    ...lines,
    'npx -y pnpm@12 chaos --page docs/reliability.md',
    '```',
    '',
    'A seed repeats what goes wrong and which changes are tried, not the moments at which processes meet them. The full disk needs root.',
  ].join('\n')
}
