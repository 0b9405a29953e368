import { Migration } from '@mikro-orm/migrations';

/**
 * Proofs that trainees give with a dossier, encrypted, and the record of everyone who touched one. Whoever adds, judges or
 * deletes a document, or cancels by it, holds the row of its dossier: quota, use and review cannot run past each other.
 */
export class Migration004DossierDocuments extends Migration {
  override readonly name = '004-dossier-documents';

  override up(): void {
    this.addSql(documents);
    this.addSql(accesses);
  }
}

const documents = `
  create table dossier_documents (
    id uuid primary key,
    number text not null references dossier_numbers,
    uploaded_by uuid not null references trainees,
    purpose text not null check (purpose in ('force_majeure')),
    reason text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    size_bytes integer not null check (size_bytes between 1 and 10485760),
    sha256 bytea not null check (octet_length(sha256) = 32),
    name_ciphertext bytea not null,
    content_ciphertext bytea not null,
    key_id text not null,
    created_at timestamptz not null default now(),
    review text not null default 'pending' check (review in ('pending', 'accepted', 'refused')),
    reviewed_by text,
    reviewed_at timestamptz,
    review_reason text,
    check ((review = 'pending') = (reviewed_at is null)),
    check ((review = 'refused') = (review_reason is not null))
  );
  -- Encrypted bytes do not get smaller: trying to would only cost time.
  alter table dossier_documents alter column content_ciphertext set storage external;
  create index dossier_documents_of_dossier on dossier_documents (number, created_at);
  create index dossier_documents_to_review on dossier_documents (created_at) where review = 'pending';`;

// No foreign key to the document: that it was deleted must not delete who had read it.
const accesses = `
  create table dossier_document_accesses (
    id bigint generated always as identity primary key,
    document_id uuid not null,
    number text not null references dossier_numbers,
    by text not null,
    action text not null check (action in ('added', 'read', 'deleted', 'accepted', 'refused')),
    at timestamptz not null default now()
  );
  create index dossier_document_accesses_of_document on dossier_document_accesses (document_id, id);
  create function keep_document_accesses() returns trigger language plpgsql as $$
  begin
    raise exception 'the record of accesses is append only' using errcode = 'restrict_violation';
  end $$;
  create trigger append_only_document_accesses before update or delete or truncate on dossier_document_accesses
    for each statement execute function keep_document_accesses();`;
