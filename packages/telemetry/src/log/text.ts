/** A line of JSON as a line for people: time of day, level, message, fields. */
export function lineOfText(json: string): string {
  const { time, level, message, ...fields } = JSON.parse(json) as Record<string, unknown>
  const told = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
  return `${[String(time).slice(11, 19), String(level).padEnd(5), message, ...told].join(' ')}\n`
}
