import type { Edit } from '../floor/requests.ts'
import { isWrite } from '../upstream/exchange.ts'
import type { Company } from './company.ts'

/** Somebody joined or left one group. */
export interface Changed {
  readonly group: number
  readonly email: string
  readonly joined: boolean
}

/** Change number `change`: somebody joins a group, or leaves it where the number is odd. Each group is changed once before any is twice. */
export function changeGroup(company: Company, change: number): Changed {
  const { authentik, groups, users, shape } = company
  const group = change % groups.length
  const members = new Set(authentik.groups().find(({ id }) => id === groups[group])?.users)
  const joined = change % 2 === 0
  const user = users.find(({ pk }) => members.has(pk) !== joined)
  const id = groups[group]
  if (!user || id === undefined) throw new Error(`nobody can change groups in ${shape.name}`)
  if (joined) authentik.addMember(id, user.pk)
  else authentik.removeMember(id, user.pk)
  return { group, email: user.email, joined }
}

/** The lists that Mailcow has now, by address. */
export function listsOf({ mailcow }: Company): ReadonlyMap<string, string> {
  return new Map(mailcow.aliases().map(({ address, goto }) => [address, goto]))
}

/** Whether these lists have it. */
export function isRight(
  { shape, settings }: Company,
  { group, email, joined }: Changed,
  lists: ReadonlyMap<string, string>,
): boolean {
  const goto = lists.get(`${shape.groups[group]?.name}@${settings.domain}`) ?? ''
  return goto.split(',').includes(email) === joined
}

/** Waits until Mailcow has a change; gives the time of `performance.now()` at the end of the write that brought it. */
export function whenRight(company: Company, changed: Changed, mostMs = 60_000): Promise<number> {
  const { onExchange } = company.exchanges
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      onExchange.delete(hear)
    }
    const hear = (exchange: Parameters<typeof isWrite>[0]) => {
      if (!isWrite(exchange) || !isRight(company, changed, listsOf(company))) return
      stop()
      resolve(exchange.end)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`after ${mostMs} ms ${changed.email} is still not as it should be`))
    }, mostMs)
    onExchange.add(hear)
  })
}

/** What has to be written so that a group's list is what the group is. */
export function editOf({ authentik, mailcow, groups, users, shape, settings }: Company, group: number): Edit {
  const members = new Set(authentik.groups().find(({ id }) => id === groups[group])?.users)
  const address = `${shape.groups[group]?.name}@${settings.domain}`
  const alias = mailcow.aliases().find((one) => one.address === address)
  const id = groups[group]
  if (!alias || id === undefined) throw new Error(`group ${group} has no list`)
  const goto = users.filter(({ pk }) => members.has(pk)).map(({ email }) => email)
  return { group: id, alias: alias.id, goto: goto.sort().join(',') }
}
