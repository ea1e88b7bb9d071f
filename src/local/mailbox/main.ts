import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadLocalConfig } from '../../config.ts'
import { exitWithParent } from '../orphan.ts'
import { buildMailbox } from './app.ts'

const { MAILBOX_PORT, PORT, STATE_DIR, RESEND_WEBHOOK_SECRET: secret } = loadLocalConfig()
mkdirSync(STATE_DIR, { recursive: true, mode: 0o700 })
const app = buildMailbox({
  file: join(STATE_DIR, 'mailbox.jsonl'),
  gifts: join(STATE_DIR, 'gifts.jsonl'),
  ...(secret && { webhook: { url: `http://127.0.0.1:${PORT}/webhooks/resend`, secret } }),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, close)
exitWithParent(close)
await app.listen({ host: '127.0.0.1', port: MAILBOX_PORT })

function close(): void {
  void app.close()
}
