import { describe, expect, it } from 'vitest'
import { PythonObject, runPython } from './python.ts'

const event = new PythonObject({
  pk: 7,
  context: { model: { pk: 'a' } },
  created: new PythonObject({ isoformat: () => 'now' }),
})

describe('the Python of mappings', () => {
  it('has assignments, dictionaries, texts, attributes and calls', () => {
    const source = `# a comment
e = event
return {
    "n": 1, 't': "a\\"b",
    "d": {"pk": str(e.pk), "at": e.created.isoformat(),},
    "m": e.context.get("model"), "x": e.context.get("other"), "y": e.context.get("other", True),
}`
    expect(runPython(source, { event })).toEqual({
      ...{ n: 1, t: 'a"b', d: { pk: '7', at: 'now' } },
      ...{ m: { pk: 'a' }, x: null, y: true },
    })
  })

  it('gives nothing without a return', () => {
    expect(runPython('a = 1', {})).toBeNull()
  })

  it.each([
    'return no_such_name',
    'return event.no_such_attribute',
    'return event.pk()',
    'return event.context.model',
    'return {"a" 1}',
    'return {"a": 1',
    'return [1]',
    'raise Exception()',
    'return 1 2',
  ])('raises for %s', (source) => {
    expect(() => runPython(source, { event })).toThrow()
  })
})
