/**
 * The policy of every page: its own files alone, no inline code, no frame. Forms may end on the card payment's page, to which
 * the answer to « Payer » redirects: browsers hold the redirection against the policy too.
 */
export function pagePolicy(checkoutOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // The style sheet draws its arrows and check marks as data.
    "img-src 'self' data:",
    "connect-src 'self'",
    ["form-action 'self'", ...checkoutOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
