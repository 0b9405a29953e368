import { Migration } from '@mikro-orm/migrations';

/**
 * What a search reads of a training: its title and codes by themselves, for they come first, and all that it may be found by.
 * Triggers keep both true whoever writes: an import, a session that is published, moved or closed, an organisation's new name.
 */
export class Migration028SearchIndex extends Migration {
  override readonly name = '028-search-index';

  override up(): void {
    this.addSql(texts);
    this.addSql(index);
    this.addSql(keptByTriggers);
    this.addSql(`update trainings set updated_at = updated_at;`);
  }
}

const texts = String.raw`
  -- What Postgres's parser would lose or take for a file or a host: signs that belong to a name, slashes, dotted initials,
  -- and codes with a space. Typed words and stored texts pass through it alike.
  create function searchable(value text) returns text language sql immutable parallel safe strict return
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(unaccented(value),
        '\m(rncp|rs|certifinfo)[\s.:-]*(?:n°|no|n)?[\s.:-]*0*(\d+)(?:bc\d+)?\M', '\1\2', 'g'),
        '\mbac\s*\+\s*(\d)', 'bacplus\1', 'g'),
        '([a-z0-9])\+\+', '\1plusplus ', 'g'),
        '([a-z])#', '\1sharp ', 'g'),
        '\.net\M', ' dotnet', 'g'),
        '\.js\M', ' js', 'g'),
        '\m([a-z])\.(?=[a-z]\M|\d)', '\1', 'g'),
        '[/_\\|·]', ' ', 'g');
  -- RNCP38112 and 38112 alike, however the source writes it.
  create function code_words(register text, code text) returns text language sql immutable parallel safe
    return coalesce(register || substring(code from '0*(\d+)') || ' ' || substring(code from '0*(\d+)'), '');`;

const index = `
  alter table trainings drop column search;
  alter table trainings add column title_search tsvector not null default '', add column search tsvector not null default '';
  create index trainings_title_search on trainings using gin (title_search);
  create index trainings_search on trainings using gin (search);`;

const keptByTriggers = `
  create function index_training() returns trigger language plpgsql as $$
  declare
    seller text;
    sites text;
  begin
    select concat_ws(' ', name, siret) into seller from organisations where id = new.organisation_id;
    select string_agg(distinct concat_ws(' ', place, case when remote then 'à distance en ligne distanciel' end), ' ')
      into sites from training_sessions where training_id = new.id and status = 'open' and ends_on >= current_date;
    new.title_search := to_tsvector('french', searchable(new.title)) ||
      to_tsvector('french', concat_ws(' ', code_words('rncp', new.rncp_code), code_words('rs', new.inventory_code),
        code_words('certifinfo', new.certifinfo_code)));
    new.search := setweight(new.title_search, 'A') ||
      setweight(to_tsvector('french', searchable(coalesce(new.certification, ''))), 'B') ||
      setweight(to_tsvector('french', searchable(coalesce(new.subject, ''))), 'C') ||
      setweight(to_tsvector('french', searchable(concat_ws(' ', seller, new.department_name, new.department_code,
        'departement' || new.department_code, new.region_name, sites))), 'D');
    return new;
  end $$;
  create trigger trainings_index before insert or update on trainings for each row execute function index_training();

  create function index_session() returns trigger language plpgsql as $$
  begin
    update trainings set updated_at = updated_at where id in (new.training_id, old.training_id);
    return null;
  end $$;
  create trigger training_sessions_index after insert or delete or update of training_id, place, remote, status, ends_on
    on training_sessions for each row execute function index_session();

  create function index_organisation() returns trigger language plpgsql as $$
  begin
    update trainings set updated_at = updated_at where organisation_id = new.id;
    return null;
  end $$;
  create trigger organisations_index after update of name, siret on organisations for each row
    when (old.name is distinct from new.name or old.siret is distinct from new.siret) execute function index_organisation();`;
