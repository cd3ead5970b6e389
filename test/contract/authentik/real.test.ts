import { describe, it } from 'vitest'
import { authentikContract } from './suite.ts'

const {
  AUTHENTIK_CONTRACT_URL: url,
  AUTHENTIK_CONTRACT_TOKEN: token,
  AUTHENTIK_CONTRACT_I_KNOW: know,
} = process.env

if (url && token) {
  authentikContract('a real server', async () => ({ url, token }), know === '1')
} else {
  describe('Authentik contract: a real server', () => {
    it.skip('needs AUTHENTIK_CONTRACT_URL and AUTHENTIK_CONTRACT_TOKEN of an administrator', () => {})
  })
}
