import { describe, expect, test } from 'vitest'
import { checkCaFile } from './ca-file.ts'
import { memoryFiles } from './example.ts'

const files = memoryFiles({
  '/ca.pem': '# root\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  '/key.pem': '-----BEGIN PRIVATE KEY-----\nMIIE\n',
})

describe('the file of certificate authorities', () => {
  test('may be absent, and may hold certificates', () => {
    expect(checkCaFile(undefined, files)).toBeUndefined()
    expect(checkCaFile('/ca.pem', files)).toBeUndefined()
  })

  test('that cannot be read is told before any request', () => {
    expect(checkCaFile('/missing', files)).toMatchObject({
      setting: 'COWHERD_CA_FILE',
      problem: 'names a file that cannot be read: /missing (ENOENT)',
    })
  })

  test('that holds no certificate is told without its contents', () => {
    const problem = checkCaFile('/key.pem', files)
    expect(problem).toMatchObject({ problem: 'names a file without a certificate: /key.pem' })
    expect(JSON.stringify(problem)).not.toContain('MIIE')
  })
})
