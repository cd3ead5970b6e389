export { aliasOf, changeOf, creationOf, groupId } from './aliases.ts'
export { groupIn } from './groups.ts'
export { createFakeServer, inTurn, type ServerOptions, targetError, writesOf } from './server.ts'
export { createSite, listsOf, type Site, type SiteFacts, userOf } from './site.ts'
