-- What is heard after a distribution. Nothing here is edited: a correction is a later statement of the same organisation, in
-- the same programme (both are in the foreign key), and each is corrected once. No row has room for a name of anybody.

-- Who may say it, and who may hear it (access.AccessTable). Not who handed the aid out: nobody who complains must fear them.
insert into access_rule (verb, role, reach) values
  ('PASS_ON_COMPLAINTS', 'LOGISTICS', 'OWN'),
  ('PASS_ON_COMPLAINTS', 'MANAGER', 'OWN'),
  ('PASS_ON_COMPLAINTS', 'MONITOR', 'OWN'),
  ('INTERVIEW_HOUSEHOLDS', 'MONITOR', 'OWN'),
  ('INTERVIEW_HOUSEHOLDS', 'REVIEWER', 'OWN'),
  ('WATCH_MARKETS', 'MONITOR', 'OWN'),
  ('WATCH_MARKETS', 'REVIEWER', 'OWN'),
  ('RAISE_ALARMS', 'AUDITOR', 'OWN'),
  ('HEAR_FEEDBACK', 'MONITOR', 'OWN'),
  ('HEAR_FEEDBACK', 'REVIEWER', 'OWN'),
  ('HEAR_FEEDBACK', 'DONOR', 'OWN'),
  ('HEAR_FEEDBACK', 'AUDITOR', 'OWN'),
  ('HEAR_FEEDBACK', 'PROTECTION_OFFICER', 'OWN');

-- People complain about a place: how many, when and of what, and nothing that finds them.
create table feedback_complaint (
  id                 uuid        not null,
  programme_id       uuid        not null,
  organisation_id    uuid        not null,
  site_id            uuid        not null,
  category           text        not null,
  happened_on        date,
  received_at        timestamptz not null,
  channel            text        not null,
  people             integer     not null,
  supersedes         uuid,
  supersedes_reason  text,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint feedback_complaint_pk primary key (id),
  constraint feedback_complaint_own_uq unique (id, programme_id, organisation_id),
  constraint feedback_complaint_programme_fk foreign key (programme_id) references registry_programme,
  constraint feedback_complaint_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint feedback_complaint_site_fk foreign key (site_id) references registry_site,
  constraint feedback_complaint_supersedes_fk foreign key (supersedes, programme_id, organisation_id)
    references feedback_complaint (id, programme_id, organisation_id),
  constraint feedback_complaint_supersedes_uq unique (supersedes),
  constraint feedback_complaint_supersedes_ck check (
    (supersedes is null) = (supersedes_reason is null) and length(supersedes_reason) between 1 and 1000),
  constraint feedback_complaint_content_ck check (octet_length(content_sha256) = 32),
  constraint feedback_complaint_category_ck check (category in
    ('NOT_RECEIVED', 'UNDERWEIGHT', 'TAXATION', 'EXCLUSION', 'CONDUCT', 'OTHER')),
  constraint feedback_complaint_channel_ck check (channel in ('HOTLINE', 'BOX', 'IN_PERSON', 'MONITOR')),
  constraint feedback_complaint_people_ck check (people between 1 and 1000),
  constraint feedback_complaint_received_ck check (received_at <= accepted_at + interval '15 minutes'),
  constraint feedback_complaint_happened_ck check (happened_on <= (received_at at time zone 'UTC')::date + 1)
);

-- A round of interviews: numbers of households. What was not asked is null.
create table feedback_pdm_round (
  id                 uuid        not null,
  programme_id       uuid        not null,
  organisation_id    uuid        not null,
  site_id            uuid        not null,
  cycle_on           date        not null,
  method             text        not null,
  households_asked   integer     not null,
  households_served  integer,
  households_taxed   integer,
  supersedes         uuid,
  supersedes_reason  text,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint feedback_pdm_round_pk primary key (id),
  constraint feedback_pdm_round_own_uq unique (id, programme_id, organisation_id),
  constraint feedback_pdm_round_programme_fk foreign key (programme_id) references registry_programme,
  constraint feedback_pdm_round_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint feedback_pdm_round_site_fk foreign key (site_id) references registry_site,
  constraint feedback_pdm_round_supersedes_fk foreign key (supersedes, programme_id, organisation_id)
    references feedback_pdm_round (id, programme_id, organisation_id),
  constraint feedback_pdm_round_supersedes_uq unique (supersedes),
  constraint feedback_pdm_round_supersedes_ck check (
    (supersedes is null) = (supersedes_reason is null) and length(supersedes_reason) between 1 and 1000),
  constraint feedback_pdm_round_content_ck check (octet_length(content_sha256) = 32),
  constraint feedback_pdm_round_method_ck check (method in ('HOME', 'GATHERING', 'PHONE')),
  constraint feedback_pdm_round_asked_ck check (households_asked between 1 and 10000),
  constraint feedback_pdm_round_served_ck check (households_served between 0 and households_asked),
  constraint feedback_pdm_round_taxed_ck check (households_taxed between 0 and households_asked),
  constraint feedback_pdm_round_answers_ck check (num_nonnulls(households_served, households_taxed) >= 1),
  constraint feedback_pdm_round_cycle_ck check (cycle_on <= (accepted_at at time zone 'UTC')::date + 1)
);

-- Aid on sale. The picture, if there is one, was stored by the same organisation.
create table feedback_market_sighting (
  id                 uuid        not null,
  programme_id       uuid        not null,
  organisation_id    uuid        not null,
  site_id            uuid        not null,
  seen_on            date        not null,
  lot_id             uuid,
  contribution_id    uuid,
  sealed_bags        integer     not null,
  open_bags          integer     not null,
  price              numeric(12, 2),
  currency           text,
  evidence_sha256    bytea,
  supersedes         uuid,
  supersedes_reason  text,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint feedback_market_sighting_pk primary key (id),
  constraint feedback_market_sighting_own_uq unique (id, programme_id, organisation_id),
  constraint feedback_market_sighting_programme_fk foreign key (programme_id) references registry_programme,
  constraint feedback_market_sighting_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint feedback_market_sighting_site_fk foreign key (site_id) references registry_site,
  constraint feedback_market_sighting_supersedes_fk foreign key (supersedes, programme_id, organisation_id)
    references feedback_market_sighting (id, programme_id, organisation_id),
  constraint feedback_market_sighting_supersedes_uq unique (supersedes),
  constraint feedback_market_sighting_supersedes_ck check (
    (supersedes is null) = (supersedes_reason is null) and length(supersedes_reason) between 1 and 1000),
  constraint feedback_market_sighting_content_ck check (octet_length(content_sha256) = 32),
  constraint feedback_market_sighting_lot_fk foreign key (lot_id) references registry_lot,
  constraint feedback_market_sighting_contribution_fk foreign key (programme_id, contribution_id)
    references registry_contribution (programme_id, id),
  constraint feedback_market_sighting_evidence_fk foreign key (organisation_id, evidence_sha256)
    references monitoring_evidence (organisation_id, sha256),
  constraint feedback_market_sighting_goods_ck check (num_nonnulls(lot_id, contribution_id) = 1),
  constraint feedback_market_sighting_sealed_ck check (sealed_bags between 0 and 1000000),
  constraint feedback_market_sighting_open_ck check (open_bags between 0 and 1000000),
  constraint feedback_market_sighting_bags_ck check (sealed_bags + open_bags >= 1),
  constraint feedback_market_sighting_price_ck check ((price is null) = (currency is null) and price > 0),
  constraint feedback_market_sighting_currency_ck check (currency ~ '^[A-Z]{3}$'),
  constraint feedback_market_sighting_seen_ck check (seen_on <= (accepted_at at time zone 'UTC')::date + 1)
);

-- The log does not hold, or a later row says how that was settled. Without an organisation the program itself said it;
-- without a programme it is about the log as a whole.
create table feedback_log_alarm (
  id                 uuid        not null,
  programme_id       uuid,
  organisation_id    uuid,
  kind               text        not null,
  about              text        not null,
  raised_at          timestamptz not null,
  settled            boolean     not null,
  supersedes         uuid,
  supersedes_reason  text,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint feedback_log_alarm_pk primary key (id),
  constraint feedback_log_alarm_programme_fk foreign key (programme_id) references registry_programme,
  constraint feedback_log_alarm_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint feedback_log_alarm_supersedes_fk foreign key (supersedes) references feedback_log_alarm,
  constraint feedback_log_alarm_supersedes_uq unique (supersedes),
  constraint feedback_log_alarm_supersedes_ck check (
    (supersedes is null) = (supersedes_reason is null) and length(supersedes_reason) between 1 and 1000),
  constraint feedback_log_alarm_content_ck check (octet_length(content_sha256) = 32),
  constraint feedback_log_alarm_kind_ck check (kind in
    ('CHECKPOINT_INCONSISTENT', 'LEAF_MISSING', 'COSIGN_REFUSED', 'KEY_REVOKED_BEFORE_SIGNING')),
  constraint feedback_log_alarm_about_ck check (length(about) between 1 and 200),
  constraint feedback_log_alarm_raised_ck check (raised_at <= accepted_at + interval '15 minutes'),
  constraint feedback_log_alarm_settled_ck check (not settled or supersedes is not null)
);

-- An alarm is corrected or settled by who raised it, and about the same programme; what the program raised, by any auditor.
-- A foreign key cannot say this, for either may be missing.
create function feedback_log_alarm_party() returns trigger
language plpgsql as $$
declare
  before feedback_log_alarm;
begin
  if new.supersedes is not null then
    select * into before from feedback_log_alarm where id = new.supersedes;
    if before.id is null
       or before.programme_id is distinct from new.programme_id
       or (before.organisation_id is not null and before.organisation_id is distinct from new.organisation_id) then
      raise exception 'this alarm is another organisation''s'
        using errcode = 'check_violation', constraint = 'feedback_log_alarm_party_ck';
    end if;
  end if;
  return new;
end
$$;
create trigger feedback_log_alarm_party
  before insert on feedback_log_alarm
  for each row execute function feedback_log_alarm_party();
alter table feedback_log_alarm enable always trigger feedback_log_alarm_party;

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['feedback_complaint', 'feedback_pdm_round', 'feedback_market_sighting',
    'feedback_log_alarm'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
    execute format('grant select, insert on %s to aidwitness_app', statement_table);
    execute format('create index %1$s_list on %1$s (accepted_at desc, id)', statement_table);
    execute format('create index %1$s_programme on %1$s (programme_id, accepted_at desc, id)', statement_table);
  end loop;
end
$$;
create index feedback_complaint_site on feedback_complaint (site_id, accepted_at desc, id);
create index feedback_pdm_round_site on feedback_pdm_round (site_id, accepted_at desc, id);
create index feedback_market_sighting_site on feedback_market_sighting (site_id, accepted_at desc, id);
-- What the rules read: the latest of one programme, by the day it is about.
create index feedback_complaint_heard on feedback_complaint
  (programme_id, (coalesce(happened_on, (received_at at time zone 'UTC')::date)) desc, id);
create index feedback_pdm_round_heard on feedback_pdm_round (programme_id, cycle_on desc, id);
create index feedback_market_sighting_heard on feedback_market_sighting (programme_id, seen_on desc, id);
create index feedback_log_alarm_heard on feedback_log_alarm (raised_at desc, id) where not settled;

-- Heard in the programmes that the hearer's organisation takes part in, open ones too. Who said something finds it again.
call access_row_policies('feedback_complaint',
  'programme_id in (select registry_mine()) and (select access_may(''HEAR_FEEDBACK''))
     or organisation_id = (select access_organisation()) and (select access_may(''PASS_ON_COMPLAINTS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''PASS_ON_COMPLAINTS''))
     and programme_id in (select registry_mine())');
call access_row_policies('feedback_pdm_round',
  'programme_id in (select registry_mine()) and (select access_may(''HEAR_FEEDBACK''))
     or organisation_id = (select access_organisation()) and (select access_may(''INTERVIEW_HOUSEHOLDS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''INTERVIEW_HOUSEHOLDS''))
     and programme_id in (select registry_mine())');
call access_row_policies('feedback_market_sighting',
  'programme_id in (select registry_mine()) and (select access_may(''HEAR_FEEDBACK''))
     or organisation_id = (select access_organisation()) and (select access_may(''WATCH_MARKETS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''WATCH_MARKETS''))
     and programme_id in (select registry_mine())');
call access_row_policies('feedback_log_alarm',
  '(programme_id is null or programme_id in (select registry_mine()))
     and (select access_may(''HEAR_FEEDBACK'') or access_may(''RAISE_ALARMS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''RAISE_ALARMS''))
     and (programme_id is null or programme_id in (select registry_mine()))');

-- feedback: what it asks of the registry.
create view feedback_site with (security_invoker = true) as
  select id from registry_site;

create view feedback_lot with (security_invoker = true) as
  select l.id, c.programme_id
    from registry_lot l
    left join registry_contribution c on c.id = l.contribution_id
   where l.contribution_id is null or c.id is not null;

create view feedback_contribution with (security_invoker = true) as
  select id, programme_id from registry_contribution;

-- verification: what stands, each once. A complaint counts on the day it is about, or else on the day it was taken in.
create view verification_heard_complaint with (security_invoker = true) as
  select c.id, c.programme_id, c.site_id, c.category,
         coalesce(c.happened_on, (c.received_at at time zone 'UTC')::date) as happened_on,
         c.people
    from feedback_complaint c
   where not exists (select from feedback_complaint n where n.supersedes = c.id);

create view verification_heard_pdm_round with (security_invoker = true) as
  select r.id, r.programme_id, r.site_id, r.cycle_on, r.households_asked, r.households_served, r.households_taxed
    from feedback_pdm_round r
   where not exists (select from feedback_pdm_round n where n.supersedes = r.id);

create view verification_heard_sighting with (security_invoker = true) as
  select s.id, s.programme_id, s.site_id, s.lot_id, s.contribution_id, s.seen_on, s.sealed_bags, s.open_bags
    from feedback_market_sighting s
   where not exists (select from feedback_market_sighting n where n.supersedes = s.id);

create view verification_heard_alarm with (security_invoker = true) as
  select a.id, a.programme_id, a.kind, a.raised_at
    from feedback_log_alarm a
   where not a.settled
     and not exists (select from feedback_log_alarm n where n.supersedes = a.id);

grant select on feedback_site, feedback_lot, feedback_contribution, verification_heard_complaint,
  verification_heard_pdm_round, verification_heard_sighting, verification_heard_alarm to aidwitness_app;
