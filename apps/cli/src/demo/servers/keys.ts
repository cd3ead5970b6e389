/** What opens the two simulated servers. They listen on 127.0.0.1 and hold invented people only. */
export const demoKeys = {
  authentik: 'demo-token',
  mailcow: { readWrite: 'DEMO-KEY-READ-WRITE', readOnly: 'DEMO-KEY-READ-ONLY' },
} as const
