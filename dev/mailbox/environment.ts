import { localFiles } from '../local-folder.ts';

/** What the mailbox's process is told: the addresses of the stack, and nothing of its secrets but the two that it needs. */
export function mailboxEnvironment(stack: NodeJS.ProcessEnv, port: number): NodeJS.ProcessEnv {
  const { RESEND_API_KEY, RESEND_WEBHOOK_SECRET, PATH, NODE_ENV, PORT } = stack;
  return {
    PATH,
    NODE_ENV,
    RESEND_API_KEY,
    RESEND_WEBHOOK_SECRET,
    MAILBOX_PORT: String(port),
    MAILBOX_JOURNAL: localFiles.mailbox,
    MAILBOX_WEBHOOK_URL: `http://127.0.0.1:${PORT}/api/webhooks/resend`,
  };
}
