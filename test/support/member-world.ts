import type { Clock } from '../../api/deps.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { startApi, type TestApi } from './api.ts';
import { aMember, type TestMember } from './api-members.ts';
import { anOrganisation } from './api-people.ts';
import { mailTo, startTestMailbox } from './mailbox.ts';

/** Where an organisation's members are. */
export const members = '/api/organisation/members';

/** An organisation with an administrator, and the mailbox of all its members; `stop()` belongs in `afterAll`. */
export interface MemberWorld {
  readonly api: TestApi;
  readonly mailbox: Mailbox;
  readonly organisationId: string;
  readonly administrator: TestMember;
  /** Invites somebody and reads the token in their mail. */
  invited(email: string): Promise<{ id: string; token: string }>;
  /** The token of the newest mail to an address, other than one that is known. */
  tokenFor(email: string, known?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the API with its worker and a mailbox. */
export async function startMemberWorld(
  clock?: Clock,
  env: Record<string, string> = {},
): Promise<MemberWorld> {
  const mailbox = await startTestMailbox();
  const api = await startApi({
    worker: true,
    ...(clock === undefined ? {} : { clock }),
    env: {
      ...env,
      RESEND_API_KEY: mailbox.apiKey,
      RESEND_BASE_URL: mailbox.url,
      MAIL_FROM: 'Dossiers <dossiers@example.test>',
    },
  });
  const { id: organisationId } = await anOrganisation(api);
  const administrator = await aMember(api, organisationId, { secondFactor: true });
  const tokenFor = async (email: string, known?: string): Promise<string> => {
    const mail = await mailTo(mailbox, email, ({ text }) => tokenIn(text) !== known);
    return tokenIn(mail.text) ?? '';
  };
  return {
    ...{ api, mailbox, organisationId, administrator, tokenFor },
    invited: async (email) => {
      const { status, json, text } = await administrator.client.post(members, { email });
      if (status !== 201) throw new Error(`${status} ${text}`);
      return { id: json.id, token: await tokenFor(email) };
    },
    stop: async () => {
      await api.stop();
      await mailbox.close();
    },
  };
}

function tokenIn(text: string | null): string | undefined {
  return /#([\w-]{43})/.exec(text ?? '')?.[1];
}
