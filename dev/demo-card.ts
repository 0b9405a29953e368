import { testCards } from './payments/test-cards.ts';
import { DemoRequestError, type DemoClient } from './demo-client.ts';

/** Opens the payment of a dossier and pays on the local payment page with a test card, as a person would. */
export async function payByCard(
  trainee: DemoClient,
  number: string,
  card: keyof typeof testCards,
): Promise<void> {
  const { checkoutUrl } = await trainee.post<{ checkoutUrl: string }>(`/api/dossiers/${number}/payment`);
  const { origin, pathname } = new URL(checkoutUrl);
  const session = pathname.split('/').at(-1) ?? '';
  const response = await fetch(`${origin}/test/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: testCards[card].number }),
  });
  if (!response.ok)
    throw new DemoRequestError(response.status, 'payment', 'The payment page refused the card');
  await response.body?.cancel();
}
