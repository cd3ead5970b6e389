/** Text in lines of at most `width` characters, broken between words; every line starts with `indent`, after the first one with `hanging`. */
export function wrap(text: string, indent: string, hanging = indent, width = 100): string {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    const start = lines.length === 0 ? indent : hanging
    if (line.length > start.length && line.length + 1 + word.length > width) {
      lines.push(line)
      line = hanging + word
    } else {
      line += line.length > start.length ? ` ${word}` : word
    }
  }
  return [...lines, line].join('\n')
}
