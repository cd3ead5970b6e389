export { leaks, SECRET } from './secret.ts'
export { spoilt } from './spoilt.ts'
export { anyText, spoiltText } from './text.ts'
