import { NativeConnection, type Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { createResendMailer } from '../../activities/mail/resend-mailer.ts';
import { deliveryClaimMs } from '../../activities/notices/notice-activities.ts';
import { queries } from '../../db/database.ts';
import { claimMails, keepMailClaim } from '../../db/notices/claim-notices.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import { createUnsubscribeTokens } from '../../db/notices/unsubscribe-tokens.ts';
import type { KeptMail } from '../../dev/mailbox/kept-mail.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { createMailWorker } from '../../worker/create-mail-worker.ts';
import { startNoticeDelivery } from '../../worker/relay/mail-outbox.ts';
import { noticeDeliveryId } from '../../workflows/notices/contract.ts';
import type { Cast } from './people.ts';
import type { TestDossier, World } from './dossier-world.ts';
import { startTestMailbox } from './mailbox.ts';

/** Mails of a world whose time skips: the test does the relay's looking, everything else is the product's own. */
export interface MailWorld {
  readonly mailbox: Mailbox;
  /** Plans what is new and starts the deliveries of what may leave, without waiting for them. */
  carry(): Promise<void>;
  /** Plans what is new and waits until all of it is delivered. */
  deliver(): Promise<void>;
  /** What a dossier's trainee and organisation have received, in order. */
  toTrainee(dossier: TestDossier): KeptMail[];
  toOrganisation(dossier: TestDossier): KeptMail[];
  stop(): Promise<void>;
}

const perSecond = 500;

/** The public address that links in the mails of tests begin with. */
export const publicUrl = 'https://dossiers.example.fr';

/** The links of these mails. */
export const testUnsubscribe = createUnsubscribeTokens([['k1', Buffer.alloc(32, 7).toString('base64')]]);

/** Starts a mailbox and the worker of mails beside a world's. */
export async function startMailWorld(world: World): Promise<MailWorld> {
  const mailbox = await startTestMailbox();
  const connection = await NativeConnection.connect({ address: world.env.address });
  const worker = await createMailWorker({
    db: world.database.db,
    connection,
    namespace: 'default',
    taskQueue: world.taskQueue,
    mailer: createResendMailer({ apiKey: mailbox.apiKey, baseUrl: mailbox.url, from: 'dossiers@example.fr' }),
    baseUrl: publicUrl,
    unsubscribe: testUnsubscribe,
    perSecond,
  });
  return new SkippingMailWorld(world, mailbox, connection, worker);
}

class SkippingMailWorld implements MailWorld {
  readonly mailbox: Mailbox;
  private readonly world: World;
  private readonly connection: NativeConnection;
  private readonly worker: Worker;
  private readonly running: Promise<void>;
  private readonly started = new Set<string>();

  constructor(world: World, mailbox: Mailbox, connection: NativeConnection, worker: Worker) {
    this.world = world;
    this.mailbox = mailbox;
    this.connection = connection;
    this.worker = worker;
    this.running = worker.run();
  }

  async carry(): Promise<void> {
    await this.claimed();
  }

  async deliver(): Promise<void> {
    for (await this.claimed(); this.started.size > 0; await this.claimed()) {
      for (const id of this.started) await this.ended(id);
      this.started.clear();
    }
  }

  /** Every mail by a workflow, whose patience and clock are what the tests of this world are about. */
  private async claimed(): Promise<void> {
    const { database, client, taskQueue } = this.world;
    await planNotices(database.db.em.fork(), 1000);
    const open = queries(database.db.em.fork());
    for (const { ref, notice } of await claimMails(open, 1000)) {
      await startNoticeDelivery({ client, taskQueue }, ref, notice.dossierNumber);
      await keepMailClaim(open, ref, deliveryClaimMs);
      this.started.add(noticeDeliveryId(ref));
    }
  }

  toTrainee({ cast }: TestDossier): KeptMail[] {
    return this.mailbox.mails(addressOfTrainee(cast));
  }

  toOrganisation({ cast }: TestDossier): KeptMail[] {
    return this.mailbox.mails(addressOfOrganisation(cast));
  }

  /** `result()` would let the server skip to whatever comes next, deadlines included: seconds are enough for a retry. */
  private async ended(workflowId: string): Promise<void> {
    const handle = this.world.client.workflow.getHandle(workflowId);
    while ((await handle.describe()).status.name === 'RUNNING') await this.world.env.sleep('3 seconds');
  }

  async stop(): Promise<void> {
    this.worker.shutdown();
    await this.running;
    await this.connection.close();
    await this.mailbox.close();
  }
}

/** The address that a cast's trainee has (test/support/people.ts). */
export function addressOfTrainee({ traineeId }: Pick<Cast, 'traineeId'>): string {
  return `${traineeId}@exemple.test`;
}

/** The address that {@link giveContact} gives. */
export function addressOfOrganisation({ organisationId }: Pick<Cast, 'organisationId'>): string {
  return `contact-${organisationId}@exemple.test`;
}

/** Gives a cast's organisation an address. */
export async function giveContact(world: World, cast: Cast): Promise<void> {
  await sql`update organisations set contact_email = ${addressOfOrganisation(cast)}
    where id = ${cast.organisationId}`.execute(queries(world.database.db.em.fork()));
}
