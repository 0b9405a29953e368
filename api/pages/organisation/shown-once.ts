import type { MemberCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import type { Link } from '../account-form/form.ts';
import { template } from '../engine.ts';
import { type MemberSection, showMemberPage } from './frame/space.ts';

interface ShownOnce {
  title: string;
  text: string;
  secrets: { id: string; name: string; value: string }[];
  next: Link;
}

const shownOncePage = template<ShownOnce>('organisation/shown-once');

/**
 * Answers a form with what is shown this once. It is the answer itself and no page to go on to: nothing that must be kept
 * secret waits in a session. Loaded again, the form's key finds that it was done.
 */
export async function showOnce(
  exchange: Exchange<MemberCaller>,
  { section, path, ...view }: ShownOnce & { section: MemberSection; path: string },
): Promise<Reply> {
  return await showMemberPage(exchange, { title: view.title, main: shownOncePage(view), section, path });
}
