import type { ServicePort } from '@cowherd/doctor'
import * as v from 'valibot'
import { askService, type ControlAnswers } from '../../service/control.ts'
import { portOfQueue, readSigns, type SignQueue, signsSchema, watchSchema } from './read.ts'

const routes = { signs: '/signs', watch: '/watch' } as const

/** A service of this machine, spoken to by its socket. */
export function portOfSocket(path: string): ServicePort {
  return {
    async signs() {
      const answer = await askService(path, routes.signs, {})
      return answer && v.parse(signsSchema, answer.body)
    },
    async watch(watch) {
      await askService(path, routes.watch, watch)
    },
  }
}

/** What a service answers by its socket. */
export function signAnswers(queue: SignQueue): ControlAnswers {
  return {
    [routes.signs]: () => readSigns(queue),
    async [routes.watch](body) {
      await portOfQueue(queue).watch(v.parse(watchSchema, body))
      return {}
    },
  }
}
