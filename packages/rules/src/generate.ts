import { readFileSync, writeFileSync } from 'node:fs'
import { generatedFiles } from './reference/generated.ts'

for (const { url, content } of generatedFiles((file) => readFileSync(file, 'utf8')))
  writeFileSync(url, content)
