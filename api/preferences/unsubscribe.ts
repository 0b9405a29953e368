import { queries } from '../../db/database.ts';
import { changePreferences } from '../../db/notices/preferences.ts';
import type { Unsubscription } from '../../db/notices/unsubscribe-tokens.ts';
import { optionalKindLabels } from '../../domain/notices/preferences.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

type From = Pick<Exchange, 'em' | 'services'>;

/** The page may send its one form back here, and load nothing. */
const policy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Shows what a link would switch off; programs that follow links in mails change nothing (RFC 8058, 3.1). */
export function explainUnsubscribing(from: From, token: string): Reply {
  const { kind } = read(from, token);
  const label = optionalKindLabels[kind];
  return page(`<p>Ne plus recevoir les emails « ${label} » ? Vous pourrez revenir sur ce choix dans vos préférences.</p>
<p lang="en">Stop receiving these emails? You can change this later in your preferences.</p>
<form method="post"><button>Ne plus recevoir ces emails / Unsubscribe</button></form>`);
}

/** Switches off what the link stands for; again changes nothing. Throws `unsubscribe_link_invalid`. */
export async function unsubscribe(from: From, token: string): Promise<Reply> {
  const { kind, ...reader } = read(from, token);
  const isThere = await changePreferences(queries(from.em), reader, { mute: [kind] });
  if (!isThere) throw new Problem('unsubscribe_link_invalid');
  return page(`<p>Vous ne recevrez plus les emails « ${optionalKindLabels[kind]} ».</p>
<p lang="en">You will no longer receive these emails.</p>`);
}

function read({ services }: From, token: string): Unsubscription {
  const found = services.unsubscribe.read(token);
  if (found === null) throw new Problem('unsubscribe_link_invalid');
  return found;
}

function page(body: string): Reply {
  const html = `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Emails</title></head>
<body>
<h1>Vos emails</h1>
${body}
</body>
</html>
`;
  return {
    status: 200,
    text: { type: 'text/html', body: html },
    headers: { 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' },
  };
}
