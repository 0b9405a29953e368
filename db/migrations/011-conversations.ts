import { Migration } from '@mikro-orm/migrations';

/**
 * Messages between the two parties of a dossier, with their attachments, and what people chose about mails. Whoever posts or
 * attaches holds the row of the dossier: whether it has ended, and how much it holds, cannot change meanwhile.
 */
export class Migration011Conversations extends Migration {
  override readonly name = '011-conversations';

  override up(): void {
    this.addSql(messages);
    this.addSql(attachments);
    this.addSql(preferences);
    this.addSql(feeds);
  }
}

const messages = `
  create table conversation_messages (
    id uuid primary key,
    seq bigint not null generated always as identity,
    number text not null references dossier_numbers,
    author text not null check (author in ('trainee', 'organisation')),
    sent_by text not null,
    body_ciphertext bytea not null,
    key_id text not null,
    sent_at timestamptz not null,
    read_at timestamptz
  );
  create unique index conversation_messages_of_dossier on conversation_messages (number, seq);
  create index conversation_messages_unread on conversation_messages (number, author) where read_at is null;`;

// A document is a proof, given by the trainee for a reason, or goes with a message of either side.
const attachments = `
  alter table dossier_documents
    drop constraint dossier_documents_purpose_check,
    alter column reason drop not null,
    alter column uploaded_by drop not null,
    add column organisation_id uuid references organisations,
    add column message_id uuid references conversation_messages,
    add constraint dossier_documents_purpose_check check (purpose in ('force_majeure', 'message')),
    add constraint dossier_documents_by_one_side check (num_nonnulls(uploaded_by, organisation_id) = 1),
    add constraint dossier_documents_of_their_purpose check (
      case purpose when 'message' then reason is null
        else reason is not null and organisation_id is null and message_id is null end);
  drop index dossier_documents_to_review;
  create index dossier_documents_to_review on dossier_documents (created_at)
    where purpose = 'force_majeure' and review = 'pending';
  create index dossier_documents_of_message on dossier_documents (message_id) where message_id is not null;
  create index dossier_documents_unused on dossier_documents (created_at)
    where purpose = 'message' and message_id is null;`;

const preferences = `
  alter table trainees add column muted_kinds text[] not null default '{}';
  alter table organisations
    add column muted_kinds text[] not null default '{}',
    add column digest text not null default 'at_once' check (digest in ('at_once', 'each_business_morning'));
  -- Notices that wait for the morning's digest; null for those that leave at once.
  alter table notices add column hold_until timestamptz;
  create index notices_held on notices (stream, hold_until) where status = 'planned' and hold_until is not null;`;

const feeds = `
  create table calendar_feeds (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    audience text not null check (audience in ('trainee', 'organisation')),
    owner_id uuid not null,
    created_at timestamptz not null default now(),
    unique (audience, owner_id)
  );`;
