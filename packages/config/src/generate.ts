import { writeFileSync } from 'node:fs'
import { generatedFiles } from './describe/generated.ts'

for (const { url, content } of generatedFiles()) writeFileSync(url, content)
