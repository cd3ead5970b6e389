export { readText, writeText } from './file.ts'
export { createFileMemory, createSharedMemory, type MemoryOptions } from './memory.ts'
export { parseSavedAliases, type SavedAliases, saveAliases, savedAliasesSchema } from './saved-aliases.ts'
