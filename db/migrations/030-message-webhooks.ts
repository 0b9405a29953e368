import { Migration } from '@mikro-orm/migrations';

/** Deliveries that tell of a trainee's message rather than of a line of the timeline: one for each type and endpoint. */
export class Migration030MessageWebhooks extends Migration {
  override readonly name = '030-message-webhooks';

  override up(): void {
    this.addSql(`
      alter table webhook_deliveries add column conversation_message_id uuid references conversation_messages on delete cascade;
      drop index webhook_deliveries_once;
      create unique index webhook_deliveries_once on webhook_deliveries (endpoint_id, dossier_number, dossier_version)
        where not replayed and dossier_number is not null and conversation_message_id is null;
      create index webhook_deliveries_of_message on webhook_deliveries (conversation_message_id)
        where conversation_message_id is not null;`);
  }
}
