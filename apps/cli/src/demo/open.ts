import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSettings } from '@cowherd/config'
import { connect } from '../connection/connect.ts'
import type { Io } from '../program/io.ts'
import { createCompany } from './company/company.ts'
import { createDemoService, type DemoService } from './live/service.ts'
import { demoEnvironment } from './servers/environment.ts'
import { type Ports, startServers } from './servers/servers.ts'
import { createStage, type Stage } from './stage/stage.ts'

/** A demo with its servers running. */
export interface Demo {
  readonly stage: Stage
  /** Cowherd as a service; not started yet. */
  readonly service: DemoService
  /** Settings that point any command at the running servers. */
  readonly environment: Readonly<Record<string, string>>
  /** Stops the service and the servers, and removes what was kept in files. */
  close(): Promise<void>
}

/** Starts the servers and connects to them as every command does. Throws UsageError where a port is taken. */
export async function openDemo(io: Io, ports: Ports): Promise<Demo> {
  const company = createCompany()
  const dataDir = await mkdtemp(join(tmpdir(), 'cowherd-demo-'))
  const removeFolder = () => rm(dataDir, { recursive: true, force: true })
  const servers = await startServers(company, ports, io.now).catch(async (error) => {
    await removeFolder()
    throw error
  })
  const environment = demoEnvironment(servers, company, dataDir)
  const context = connect(loadSettings(environment, io), io)
  const service = createDemoService(environment, servers.authentik, io)
  return {
    stage: createStage(company, servers, context),
    service,
    environment,
    async close() {
      servers.authentik.stopWebhooks()
      await service.stop()
      await servers.close()
      await removeFolder()
    },
  }
}
