import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { sendMail } from '../../activities/notices/send-mail.ts';
import { queries } from '../../db/database.ts';
import { claimMails } from '../../db/notices/claim-notices.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import { changePreferences } from '../../db/notices/preferences.ts';
import { claimMs } from '../../db/outbox.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { addDossiers } from '../support/many-dossiers.ts';
import { addressOfOrganisation } from '../support/mail-world.ts';
import { createCast } from '../support/people.ts';
import { recordDossier } from '../support/recorded-dossier.ts';
import { type RelayWorld, startRelayWorld } from '../support/relay-world.ts';

const many = 5_000;
let world: RelayWorld;
beforeAll(async () => {
  world = await startRelayWorld();
});
afterAll(() => world.stop());

test('the digest of an organisation to which 5,000 things happened leaves well within the time of one attempt', async () => {
  const { db } = world.database;
  const open = () => queries(db.em.fork());
  const cast = await createCast(db);
  const { organisationId } = cast;
  await sql`update organisations set contact_email = ${addressOfOrganisation(cast)} where id = ${organisationId}`.execute(
    open(),
  );
  await changePreferences(
    open(),
    { audience: 'organisation', id: organisationId },
    { digest: 'each_business_morning' },
  );
  const model = await recordDossier(db, cast);
  await addDossiers(db.em.fork(), model.number, many - 1);
  await sql`
    insert into dossier_events (number, version, type, by, from_state, to_state, message_id, at, deadline, details)
    select number, 2, 'submit', 'trainee', 'draft', 'requested', number, now(), null, '{}' from dossiers
    where number <> ${model.number}`.execute(open());
  while ((await planNotices(db.em.fork(), 200)) > 0);
  await sql`delete from notices where audience = 'trainee'`.execute(open());
  await sql`update notices set hold_until = date_trunc('minute', now())`.execute(open());

  const begin = Date.now();
  const claimed = await claimMails(open(), 8);
  const [mail] = claimed;
  expect([claimed.length, mail === undefined ? null : 'digest' in mail.ref]).toEqual([1, true]);
  if (mail === undefined) return;
  const outcome = await sendMail(world.notices, mail.ref, instant(Date.now()));
  expect(outcome).toEqual({ outcome: 'sent', reason: null });
  expect(Date.now() - begin).toBeLessThan(claimMs / 2);

  const { rows } = await sql`select id from notices where status = 'planned'`.execute(open());
  expect(rows).toEqual([]);
  const [received, ...others] = world.mailbox.mails(addressOfOrganisation(cast));
  expect(others).toEqual([]);
  expect(received?.subject).toBe('Vos dossiers de formation : 5000 nouvelles');
}, 60_000);
