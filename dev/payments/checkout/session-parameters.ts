import { z } from 'zod';
import { metadata, wholeNumber } from '../http/parameters.ts';

const url = z.url({ protocol: /^https?$/, error: 'Not a valid URL' }).max(5000);

/** What may be asked when a Checkout Session is opened: Stripe's parameters that mean something to this server. */
export const sessionParameters = z.strictObject({
  mode: z.literal('payment'),
  line_items: z
    .array(
      z.strictObject({
        price_data: z.strictObject({
          currency: z.string().toLowerCase().pipe(z.literal('eur')),
          unit_amount: wholeNumber,
          product_data: z.strictObject({
            name: z.string().min(1).max(5000),
            description: z.string().min(1).max(5000).optional(),
            metadata: metadata.optional(),
          }),
        }),
        quantity: wholeNumber.pipe(z.number().min(1)).default(1),
      }),
    )
    .min(1)
    .max(100),
  success_url: url,
  cancel_url: url.optional(),
  expires_at: wholeNumber.optional(),
  locale: z
    .string()
    .regex(/^(auto|[a-z]{2,3}(-[A-Z0-9]{2,3})?)$/)
    .optional(),
  metadata: metadata.optional(),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.email().max(800).optional(),
  allowed_payment_method_types: z.array(z.literal('card')).min(1).optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  payment_intent_data: z
    .strictObject({
      description: z.string().max(1000).optional(),
      metadata: metadata.optional(),
      receipt_email: z.email().optional(),
      statement_descriptor_suffix: z.string().max(22).optional(),
    })
    .optional(),
  ui_mode: z.literal('hosted_page').optional(),
});

/** The checked parameters. */
export type SessionParameters = z.infer<typeof sessionParameters>;
