import { readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../../../docs/wishes/', import.meta.url)

/** Path of a page, of its file of rules or of its plan. */
export function pathOf(file: string): string {
  return new URL(file, folder).pathname
}

/** A committed file below docs/wishes; empty where it is not there yet. */
export function readCommitted(file: string): string {
  try {
    return readFileSync(pathOf(file), 'utf8')
  } catch {
    return ''
  }
}

/** Renews a committed file where the variable UPDATE is set. */
export function renew(file: string, content: string): void {
  if (process.env['UPDATE'] !== undefined) writeFileSync(pathOf(file), content)
}

/** Fills `<!-- file -->` with the file of rules, and `<!-- output: plan -->` with what that command prints. */
export async function fillPage(
  page: string,
  rules: string,
  outputOf: (args: string) => Promise<string>,
): Promise<string> {
  let filled = page.replace(
    /(<!-- file -->\n).*?(<!-- \/file -->)/s,
    (_, start, end) => `${start}\n\`\`\`yaml\n${rules}\`\`\`\n\n${end}`,
  )
  for (const [, args = ''] of page.matchAll(/<!-- output: (.*?) -->/g)) {
    const output = await outputOf(args)
    const [start, end] = [`<!-- output: ${args} -->\n`, '<!-- /output -->']
    const from = filled.indexOf(start) + start.length
    filled = `${filled.slice(0, from)}\n\`\`\`text\n${output}\`\`\`\n\n${filled.slice(filled.indexOf(end, from))}`
  }
  return filled
}
