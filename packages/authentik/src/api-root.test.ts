import { expect, it } from 'vitest'
import { apiRoot } from './api-root.ts'

it.each([
  'https://auth.example.org',
  'https://auth.example.org/',
  'https://auth.example.org//',
  'https://auth.example.org/api/v3',
  'https://auth.example.org/api/v3/',
  ' https://auth.example.org/\n',
])('finds the API for %j', (baseUrl) => {
  expect(apiRoot(baseUrl)).toBe('https://auth.example.org/api/v3')
})

it('keeps the folder of an Authentik that has one', () => {
  expect(apiRoot('https://example.org/sso/')).toBe('https://example.org/sso/api/v3')
})
