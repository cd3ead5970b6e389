import { describe, expect, test } from 'vitest'
import { readBody } from './body.ts'

const JSON_TYPE = 'application/json'

function read(body: string | Uint8Array<ArrayBuffer>, action: string, type = JSON_TYPE) {
  const headers = { 'Content-Type': type }
  return readBody(new Request('https://mail.example.org/', { method: 'POST', headers, body }), action)
}

describe('JSON', () => {
  test('is the attributes of an add, the items of a delete, both fields of an edit', async () => {
    expect(await read('{"a":1}', 'add')).toEqual({ attr: { a: 1 }, items: undefined })
    expect(await read('[1]', 'delete')).toEqual({ attr: undefined, items: [1] })
    expect(await read('{"items":[1],"attr":{"a":1}}', 'edit')).toEqual({ attr: { a: 1 }, items: [1] })
    expect(await read('{"items":[1]}', 'edit')).toEqual({ attr: null, items: [1] })
  })

  test('is needed for every action but get', async () => {
    expect(await read('{', 'add')).toBeUndefined()
    expect(await read('null', 'nonsense')).toBeUndefined()
    expect(await read('{', 'get')).toEqual({ attr: undefined, items: undefined })
  })

  test('with bad UTF-8, a byte order mark or half a surrogate pair is none', async () => {
    expect(await read(new Uint8Array([0x22, 0xff, 0x22]), 'add')).toBeUndefined()
    expect(await read('\uFEFF{}', 'add')).toBeUndefined()
    expect(await read('{"a":"\\ud83d"}', 'add')).toBeUndefined()
    expect(await read('{"a":"\\ud83d\\ude00"}', 'add')).toEqual({ attr: { a: '😀' }, items: undefined })
  })

  test('loses empty objects: they become empty lists', async () => {
    expect(await read('{"a":{"b":{}}}', 'add')).toEqual({ attr: { a: { b: [] } }, items: undefined })
    expect(await read('{}', 'add')).toEqual({ attr: [], items: undefined })
  })
})

describe('other types', () => {
  test('a form carries JSON in its fields', async () => {
    const form = new URLSearchParams({ items: '[1]', attr: '{"a":1}' }).toString()
    expect(await read(form, 'edit', 'application/x-www-form-urlencoded')).toEqual({
      attr: { a: 1 },
      items: [1],
    })
  })

  test.each(['text/plain', 'Application/JSON'])('JSON under %s is not seen', async (type) => {
    expect(await read('{"a":1}', 'add', type)).toEqual({ attr: undefined, items: undefined })
  })
})
