import { Migration } from '@mikro-orm/migrations';

/** Members of organisations with their invitations and second factors; API keys that are rotated and may sign requests. */
export class Migration008OrganisationAccess extends Migration {
  override readonly name = '008-organisation-access';

  override up(): void {
    this.addSql(members);
    this.addSql(keys);
    this.addSql(actors);
  }
}

const members = `
  create table organisation_members (
    id uuid primary key,
    organisation_id uuid not null references organisations,
    email text not null,
    name text,
    role text not null check (role in ('administrator', 'agent')),
    status text not null check (status in ('invited', 'active', 'disabled')),
    password_hash text,
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    totp_last_step bigint,
    sessions_from timestamptz not null default now(),
    invited_by uuid references organisation_members,
    last_login_at timestamptz,
    created_at timestamptz not null default now(),
    check (status <> 'active' or (password_hash is not null and name is not null))
  );
  create unique index organisation_members_email on organisation_members (lower(email));
  create index organisation_members_of on organisation_members (organisation_id, created_at, id);
  create table organisation_invitations (
    id uuid primary key,
    member_id uuid not null references organisation_members on delete cascade,
    token_hash bytea not null unique,
    -- Until it is mailed.
    token_sealed bytea,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index organisation_invitations_of on organisation_invitations (member_id);
  create table organisation_member_recovery_codes (
    member_id uuid not null references organisation_members on delete cascade,
    code_hash bytea not null,
    used_at timestamptz,
    primary key (member_id, code_hash)
  );`;

const keys = `
  alter table organisation_api_keys
    add column created_by uuid references organisation_members,
    add column expires_at timestamptz,
    add column replaced_by uuid references organisation_api_keys,
    add column signing_secret bytea;
  create index organisation_api_keys_of on organisation_api_keys (organisation_id, created_at, id);
  create table organisation_api_key_nonces (
    key_id uuid not null references organisation_api_keys,
    nonce text not null,
    expires_at timestamptz not null,
    primary key (key_id, nonce)
  );
  create index organisation_api_key_nonces_expire on organisation_api_key_nonces (expires_at);`;

// Who of the organisation sent a message: a key or a member. Beside the timeline, whose lines a workflow may undo and redo.
const actors = `
  create table organisation_messages (
    number text not null references dossier_numbers,
    message_id text not null,
    member_id uuid references organisation_members,
    key_id uuid references organisation_api_keys,
    created_at timestamptz not null default now(),
    primary key (number, message_id),
    check (num_nonnulls(member_id, key_id) = 1)
  );`;
