import type { MetricGroup } from './definition.ts'

/** The process itself, measured by the client library. Some are there on Linux alone. */
export const processMetrics = {
  cpuUser: {
    name: 'cowherd_process_cpu_user_seconds_total',
    type: 'counter',
    help: 'Processor time spent in the program.',
    labels: {},
  },
  cpuSystem: {
    name: 'cowherd_process_cpu_system_seconds_total',
    type: 'counter',
    help: 'Processor time spent in the system for the program.',
    labels: {},
  },
  cpu: {
    name: 'cowherd_process_cpu_seconds_total',
    type: 'counter',
    help: 'Processor time, both together.',
    labels: {},
  },
  start: {
    name: 'cowherd_process_start_time_seconds',
    type: 'gauge',
    help: 'When the process began.',
    labels: {},
  },
  memory: {
    name: 'cowherd_process_resident_memory_bytes',
    type: 'gauge',
    help: 'Resident memory.',
    labels: {},
  },
  files: {
    name: 'cowherd_process_open_fds',
    type: 'gauge',
    help: 'Open file descriptors.',
    labels: {},
  },
  filesMax: {
    name: 'cowherd_process_max_fds',
    type: 'gauge',
    help: 'How many of them there may be.',
    labels: {},
  },
  loopLag: {
    name: 'cowherd_nodejs_eventloop_lag_seconds',
    type: 'gauge',
    help: 'How late the event loop is, at the scrape.',
    labels: {},
  },
  loopLagP99: {
    name: 'cowherd_nodejs_eventloop_lag_p99_seconds',
    type: 'gauge',
    help: 'The same between two scrapes, 99th percentile.',
    labels: {},
  },
  heapTotal: {
    name: 'cowherd_nodejs_heap_size_total_bytes',
    type: 'gauge',
    help: 'Size of the heap.',
    labels: {},
  },
  heapUsed: {
    name: 'cowherd_nodejs_heap_size_used_bytes',
    type: 'gauge',
    help: 'How much of the heap is in use.',
    labels: {},
  },
} as const satisfies MetricGroup
