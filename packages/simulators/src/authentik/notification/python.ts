const TOKEN = /\s+|#.*|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\d+|[A-Za-z_]\w*|[{}():,.=])/y

/**
 * Runs the small part of Python that mappings of webhooks are written in: assignments, one `return`, dictionaries, texts,
 * numbers, attributes and calls. Names come from `globals`, methods of dates and dictionaries from their values.
 *
 * @throws Error where Python would raise, and for any other Python
 */
export function runPython(source: string, globals: Readonly<Record<string, unknown>>): unknown {
  const tokens = tokenise(source)
  const names: Record<string, unknown> = { True: true, False: false, None: null, str: String, ...globals }
  let at = 0

  const peek = () => tokens[at]
  const next = () => {
    const token = tokens[at]
    if (token === undefined) throw new Error('unexpected end')
    at += 1
    return token
  }
  const expect = (wanted: string) => {
    const token = next()
    if (token !== wanted) throw new Error(`${wanted} expected, not ${token}`)
  }

  while (peek() !== undefined) {
    if (peek() === 'return') {
      next()
      const value = expression()
      if (peek() !== undefined) throw new Error('more after return')
      return value
    }
    const name = next()
    expect('=')
    names[name] = expression()
  }
  return null

  function expression(): unknown {
    let value = atom()
    for (;;) {
      if (peek() === '.') {
        next()
        value = attribute(value, next())
      } else if (peek() === '(') {
        next()
        const args = list(')', expression)
        if (typeof value !== 'function') throw new Error('not callable')
        value = value(...args)
      } else return value
    }
  }

  function atom(): unknown {
    const token = next()
    if (token === '{') {
      return Object.fromEntries(
        list('}', () => {
          const key = String(expression())
          expect(':')
          return [key, expression()] as const
        }),
      )
    }
    if (/^["']/.test(token)) return token.slice(1, -1).replace(/\\(.)/g, '$1')
    if (/^\d/.test(token)) return Number(token)
    if (!(token in names)) throw new Error(`name '${token}' is not defined`)
    return names[token]
  }

  function list<Item>(end: string, item: () => Item): Item[] {
    const items: Item[] = []
    while (peek() !== end) {
      items.push(item())
      if (peek() !== end) expect(',')
    }
    next()
    return items
  }
}

function tokenise(source: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source)
    if (!match) throw new Error('this Python is not simulated')
    if (match[1] !== undefined) tokens.push(match[1])
  }
  return tokens
}

function attribute(value: unknown, name: string): unknown {
  if (value instanceof PythonObject) {
    if (name in value.attributes) return value.attributes[name]
    throw new Error(`no attribute '${name}'`)
  }
  if (name === 'get' && typeof value === 'object' && value !== null) {
    const entries = value as Readonly<Record<string, unknown>>
    return (key: unknown, fallback: unknown = null) => entries[String(key)] ?? fallback
  }
  throw new Error(`no attribute '${name}'`)
}

/** A value with attributes, which no dictionary has. */
export class PythonObject {
  readonly attributes: Readonly<Record<string, unknown>>

  constructor(attributes: Readonly<Record<string, unknown>>) {
    this.attributes = attributes
  }
}
