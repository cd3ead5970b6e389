const bracketed = /^(?:<.*>|\[.*\]|\{.*\}|\$\(.*\)|\$\{?\w+\}?|%\w+%)$/s
const oneCharacter = /^(.)\1*$/su
const request = /^(?:change|replace|insert|enter|fill|put|set|paste|add)(?:me|this|it|in|your|the|with|here)/
const possessive = /^(?:your|my|the|some|api)[a-z]*(?:token|key|secret|password|here|value)$/
const words: ReadonlySet<string> = new Set([
  'apikey',
  'apitoken',
  'dummy',
  'example',
  'fixme',
  'key',
  'none',
  'null',
  'password',
  'placeholder',
  'secret',
  'tbd',
  'todo',
  'token',
  'undefined',
])

/** Whether a secret is what a template had in its place: `changeme`, `your-token-here`, `<token>`, `${TOKEN}`, `xxxx`. */
export function isPlaceholder(text: string): boolean {
  if (bracketed.test(text)) return true
  const letters = text.toLowerCase().replaceAll(/[\s_.-]/g, '')
  return (
    letters === '' ||
    words.has(letters) ||
    oneCharacter.test(letters) ||
    request.test(letters) ||
    possessive.test(letters)
  )
}
