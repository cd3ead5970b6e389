import type { Server } from './server.ts'

const CONTAINERS = ['mysql', 'redis', 'php-fpm', 'nginx', 'postfix', 'dovecot', 'sogo', 'rspamd']

/** The object of `get/status/containers`: all of them run, since the server was made. */
export function showContainers(server: Server): unknown {
  return Object.fromEntries(
    CONTAINERS.map((name) => {
      const container = `${name}-mailcow`
      const image = `ghcr.io/mailcow/${name.replace('-fpm', '')}:${server.version}`
      return [container, { type: 'info', container, state: 'running', started_at: server.startedAt, image }]
    }),
  )
}
