import { test } from 'vitest'
import { mailcowContract } from './suite.ts'

const {
  MAILCOW_CONTRACT_URL: url,
  MAILCOW_CONTRACT_KEY: readWriteKey,
  MAILCOW_CONTRACT_READ_ONLY_KEY: readOnlyKey,
  MAILCOW_CONTRACT_DOMAIN: domain,
  MAILCOW_CONTRACT_I_KNOW: iKnow,
} = process.env

if (url && readWriteKey && domain) {
  mailcowContract('Mailcow contract: real server', async () => ({
    url: url.replace(/\/+$/, ''),
    readWriteKey,
    domain,
    mayHoldOtherAliases: iKnow === '1',
    ...(readOnlyKey ? { readOnlyKey } : {}),
  }))
} else {
  test.skip('Mailcow contract: real server (set MAILCOW_CONTRACT_URL, _KEY and _DOMAIN)', () => {})
}
