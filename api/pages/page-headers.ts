/**
 * The policy of every page: its own files alone, no inline code, no frame. Forms may end on the card payment's page, to which
 * the answer to « Payer » redirects, and on FranceConnect+'s, where a logout goes on: browsers hold redirections against the
 * policy too.
 */
export function pagePolicy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // The style sheet draws its arrows and check marks as data.
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
