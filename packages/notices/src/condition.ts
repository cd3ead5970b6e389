/** What people are told of. */
export const noticeKinds = ['held', 'conflicts', 'ears-silent', 'failing'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** One thing that is as it should not be. */
export interface Cause {
  /** The same as long as it is the same thing. */
  readonly key: string
  /** One line for people; may hold addresses. */
  readonly text: string
}

/** How things stand with one kind; without causes all is well. */
export interface Condition {
  readonly kind: NoticeKind
  readonly causes: readonly Cause[]
  /** What to do. */
  readonly advice: string
}

/** What is sent. */
export interface Notice {
  readonly kind: NoticeKind
  /** new: it began. more: other causes came. still: a day has passed. over: all is well again. */
  readonly state: 'new' | 'more' | 'still' | 'over'
  readonly title: string
  readonly lines: readonly string[]
  /** When it began, in milliseconds since 1970. */
  readonly since: number
}
