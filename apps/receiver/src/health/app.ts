import { Hono } from 'hono'
import { addHealthEndpoints, type HealthOptions } from './endpoints.ts'

/** Health and metrics alone, for a service that receives nothing or shows them at a port of their own. */
export function createHealthApp(options: HealthOptions): Hono {
  const app = new Hono({ strict: false })
  addHealthEndpoints(app, options)
  app.notFound((context) => context.body(null, 404))
  return app
}
