import { expect, test } from 'vitest'
import { readRoute } from './route.ts'

function parts(path: string) {
  const route = readRoute(path)
  return route && [route.action, route.category, route.object, route.extra]
}

test.each([
  ['/api/v1/get/alias/all/a.test', ['get', 'alias', 'all', 'a.test']],
  ['/api/v1//get//alias/all/', ['get', 'alias', 'all', '']],
  ['/api/v1/get/alias', ['get', 'alias', undefined, undefined]],
  ['/api/v1/', ['', undefined, undefined, undefined]],
])('%s is split at slashes, double ones merged', (path, expected) => {
  expect(parts(path)).toEqual(expected)
})

test.each([
  ["/api/v1/get/alias/o'neil@a.test", "o'neil@a.test"],
  ['/api/v1/get/alias/r%26d@a.test', 'r'],
  ['/api/v1/get/alias/a+b@a.test', 'a b@a.test'],
  ['/api/v1/get/alias/a%2Bb@a.test', 'a b@a.test'],
  ['/api/v1/get/alias/a%252Bb@a.test', 'a+b@a.test'],
  ['/api/v1/get/alias/a%2Fb@a.test', 'a'],
])('%s asks for %j: decoded twice, cut at an ampersand', (path, object) => {
  expect(readRoute(path)?.object).toBe(object)
})

test('paths outside of the API have no route', () => {
  expect(readRoute('/')).toBeUndefined()
  expect(readRoute('/api/v1')).toBeUndefined()
})
