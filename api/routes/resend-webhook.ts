import { queries } from '../../db/database.ts';
import { recordMailEvent } from '../../db/notices/record-mail-event.ts';
import { done } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { readDeliveryEvent } from '../mail/delivery-event.ts';
import { Problem } from '../problems/problem.ts';

/** What Resend tells of mails. */
export const resendWebhookRoutes = [
  route({
    method: 'post',
    path: '/api/webhooks/resend',
    access: 'anyone',
    tag: 'webhooks',
    summary: 'What became of a mail, as Resend tells it',
    description:
      'Signed by Resend (Svix headers) over the body as it is sent. An event that was taken changes nothing.',
    raw: { mediaTypes: ['application/json'], limit: 256 * 1024 },
    successes: [{ status: 204, description: 'Taken, or of no concern here.' }],
    problems: ['webhook_signature_invalid', 'webhook_not_configured'],
    handle: async ({ services, em, body, req }) => {
      const secret = services.config.RESEND_WEBHOOK_SECRET;
      if (secret === undefined) throw new Problem('webhook_not_configured');
      const headers = {
        id: req.get('svix-id'),
        timestamp: req.get('svix-timestamp'),
        signature: req.get('svix-signature'),
      };
      const event = readDeliveryEvent(body, headers, secret);
      if (event !== null) await recordMailEvent(queries(em), event);
      return done;
    },
  }),
];
