import type { Settings } from '@cowherd/config'
import {
  createMailWay,
  createNotifier,
  createWebhookWay,
  type NoticeValues,
  type Notifier,
  type Way,
} from '@cowherd/notices'
import type { Log, Metrics } from '@cowherd/telemetry'
import { UsageError } from '../../program/failure.ts'
import type { Io } from '../../program/io.ts'

/**
 * Opens the ways to people that are set.
 *
 * @returns undefined where none is
 * @throws UsageError where one is set by half
 */
export function openNotifier(
  settings: Settings,
  io: Io,
  values: NoticeValues,
  log: Log,
  metrics: Pick<Metrics, 'notice'>,
): Notifier | undefined {
  const ways = [...webhookWay(settings, io), ...mailWay(settings, io)]
  if (ways.length === 0) return undefined
  return createNotifier({
    ...{ values, ways, log, addresses: settings.logAddresses },
    onSent: (way, result) => metrics.notice(way, result),
    nowMs: () => io.now().getTime(),
  })
}

function webhookWay(settings: Settings, io: Io): Way[] {
  if (settings.noticeWebhookUrl === undefined) return []
  return [
    createWebhookWay({
      url: settings.noticeWebhookUrl,
      kind: settings.noticeWebhookKind,
      token: settings.noticeWebhookToken,
      from: nameOf(settings),
      fetch: io.createTransport({ caFile: settings.caFile, verifyTls: true }),
    }),
  ]
}

function mailWay(settings: Settings, io: Io): Way[] {
  const { noticeSmtpUrl, noticeTo, noticeFrom, domain, caFile } = settings
  if (noticeSmtpUrl === undefined) return []
  if (noticeTo.length === 0) {
    throw new UsageError(
      'COWHERD_NOTICE_SMTP_URL is set and nobody gets the notices: set COWHERD_NOTICE_TO to one or more mail addresses',
    )
  }
  return [
    createMailWay({
      url: noticeSmtpUrl,
      sender: noticeFrom ?? `cowherd@${domain}`,
      recipients: noticeTo,
      from: nameOf(settings),
      authorities: caFile === undefined ? undefined : io.readFile(caFile),
    }),
  ]
}

function nameOf({ owner }: Settings): string {
  return `Cowherd (${owner})`
}
