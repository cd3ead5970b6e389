import { tableOf } from '../service/row.ts'
import { barsText } from './bars.ts'
import { joinResults } from './join.ts'
import { columns, type Line, type Results } from './model.ts'
import { linesTable } from './table.ts'

/**
 * Measurements as a page of the documentation.
 *
 * @throws Error where they do not go into one table
 */
export function pageOf(all: readonly Results[]): string {
  const { lines, targets, missed } = joinResults(all)
  return `${[
    '# Performance',
    'How long Cowherd takes, beside the well-known cron script and beside the fewest requests that could do. This page is made by the bench from what it measured.',
    conditionsText(all),
    '## Side by side',
    'Bold is the ratio to the floor; in brackets the middle value and how many there were.',
    columnsText,
    linesTable(lines),
    '## Where the time goes',
    'In milliseconds of the middle run, told from what the simulated servers saw: *wait* until the first request, *read*, *plan* while no request is under way (in a burst also until the next run has settled), *apply* while an alias is written, *verify* while a single alias is looked at again.',
    ['```text', barsText(lines), '```'].join('\n'),
    '## Targets',
    tableOf(targets),
    ...(targets.some(({ met }) => met === false) ? [whyMissed] : []),
    '## What the script as published misses',
    'It reads the first page of groups, no nested groups, and deletes the aliases that it does not know. One run on companies whose lists are all right:',
    missed.length > 0 ? missed.map((sentence) => `- ${sentence}`).join('\n') : 'Not measured this time.',
    notMeasured(lines, all),
    repeatText(all),
  ].join('\n\n')}\n`
}

function conditionsText(all: readonly Results[]): string {
  const [first] = all
  const times = first && first.scale !== 1 ? ` × ${first.scale}` : ''
  return `Machine: ${first?.machine ?? 'none'}. Latencies of the servers: those of real ones${times}.

| measured (UTC) | by | commit | load before, after |
| --- | --- | --- | --- |
${all.map(conditionsRow).join('\n')}

The load is the mean number of processes that wanted to run in the minute before, for ${first?.load.processors ?? 0} processors.${all.some(wasBusy) ? ` **Busy**: the machine did other things too, so that times of Cowherd, of the script and of the floor are longer than they need be, and targets may be missed for that alone.` : ''}`
}

function conditionsRow(results: Results): string {
  const { date, command, commit, load } = results
  const loads = `${load.before.toFixed(1)}, ${load.after.toFixed(1)}${wasBusy(results) ? ', **busy**' : ''}`
  return `| ${[date.slice(0, 16).replace('T', ' '), `\`${command}\``, commit, loads].join(' | ')} |`
}

/** By the load afterwards: the one before is of what was done until then. */
function wasBusy({ load }: Results): boolean {
  return load.after > load.processors / 2
}

const columnsText = `| column | is |
| --- | --- |
| floor | a program that sends the fewest requests (each page of groups and the list of aliases once; for a change the group and the write) and does nothing else |
| baseline | the cron script's way, written anew, with its faults repaired so that it does the same work: all pages, nested groups. One request after another, nothing made sure of. It runs from a timer: until its next run comes, minutes pass that are not counted here |
| embedded, redis, postgres | a running Cowherd on each backend of its queue |

The servers are simulated in a process of their own, with the latencies of real ones on two cores: all aliases 0.7 ms each, all mailboxes
2.4 ms each, a write 30 ms and 35 ms for each member, a page of 100 groups 200 ms with members and 100 ms without, a single group 40 ms, a
single alias 14 ms; each works on two requests at a time. One change → alias right holds the settle delay of 500 ms; webhooks come at once
there. The floor and the script start anew for each run: opening their first connection is in their time, as *wait*.`

const whyMissed = `What stands behind a target that is missed:

- A sweep reads the list of all mailboxes too, 2.4 ms for each, to know who can be delivered to; the floor does without. The table has the
  ratio to the fewest requests that tell the mailboxes as well.
- A sweep also proves that it sees all: two searches for a random name, the service accounts twice, and a search at the end, 40 ms each. That
  shows where there are few groups.
- Processor time is that of the whole process. With many groups most of it is garbage collection: a service is told to keep its memory small.
- Leavers go first, also over several runs: one that only has joiners left gives way to what was heard, once it has written for five seconds
  and for as long as it has read. Who was let in before that came first.
- Time beyond the requests holds the delivery of the webhook, the queue, and whatever the machine did in between: see its load above.`

function notMeasured(lines: readonly Line[], all: readonly Results[]): string {
  const absent = columns.filter((column) => lines.every(({ cells }) => !cells[column]))
  const isWhole = all.every(({ command }) => !command.includes('--'))
  return `## What was not measured

${absent.map((column) => `- The column ${column}.\n`).join('')}${isWhole ? '' : '- The full extent, repeats included: the options above make a measurement smaller.\n'}- Real servers: latencies are theirs, networks and TLS between are not.
- More than 2,000 mailboxes, and lists with external members, whose writes take Mailcow seconds each.
- Several workers at once, and machines with more processors.
- How late Authentik sends its webhooks; \`npx -y pnpm@12 bench:service\` does.`
}

function repeatText(all: readonly Results[]): string {
  return `## Repeat

${all.map(({ command }) => `    ${command} --json FILE`).join('\n')}

Everything: \`npx -y pnpm@12 bench --json results.json --page performance.md\`, on a machine that has nothing else to do; \`--short\` takes
minutes, \`--help\` lists the options. Redis and PostgreSQL are measured where they are installed.`
}
