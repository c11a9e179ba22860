create table registry_organisation (
  id         uuid        not null,
  code       text        not null,
  name       text        not null,
  kind       text        not null,
  created_at timestamptz not null,
  constraint registry_organisation_pk primary key (id),
  constraint registry_organisation_code_uq unique (code),
  constraint registry_organisation_name_ck check (length(name) between 1 and 300),
  constraint registry_organisation_kind_ck check (kind in
    ('DONOR', 'UN_AGENCY', 'NGO', 'AUTHORITY', 'CARRIER', 'SUPPLIER', 'MONITOR', 'OTHER'))
);

-- A relation is never edited: it ends by a date, and a wrong one is ended on the day it began.
create table registry_relation (
  id                   uuid        not null,
  from_organisation_id uuid        not null,
  to_organisation_id   uuid        not null,
  kind                 text        not null,
  valid_from           date        not null,
  valid_to             date,
  source               text        not null,
  entered_at           timestamptz not null,
  constraint registry_relation_pk primary key (id),
  constraint registry_relation_from_fk foreign key (from_organisation_id) references registry_organisation,
  constraint registry_relation_to_fk foreign key (to_organisation_id) references registry_organisation,
  constraint registry_relation_two_ck check (from_organisation_id <> to_organisation_id),
  constraint registry_relation_dates_ck check (valid_to >= valid_from),
  constraint registry_relation_kind_ck check (kind in ('OWNS', 'FUNDS', 'CONTRACTS', 'SAME_GROUP', 'DECLARED_KIN'))
);
create index registry_relation_from on registry_relation (from_organisation_id);
create index registry_relation_to on registry_relation (to_organisation_id);

create table registry_programme (
  id                 uuid        not null,
  code               text        not null,
  name               text        not null,
  place              text        not null,
  demonstration      boolean     not null,
  gate_in_force_from timestamptz not null,
  created_at         timestamptz not null,
  constraint registry_programme_pk primary key (id),
  constraint registry_programme_code_uq unique (code),
  constraint registry_programme_code_ck check (code ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);

create table registry_contribution (
  id           uuid        not null,
  programme_id uuid        not null,
  donor_id     uuid        not null,
  code         text        not null,
  title        text        not null,
  reference    text,
  created_at   timestamptz not null,
  constraint registry_contribution_pk primary key (id),
  constraint registry_contribution_programme_fk foreign key (programme_id) references registry_programme,
  constraint registry_contribution_donor_fk foreign key (donor_id) references registry_organisation,
  constraint registry_contribution_code_uq unique (programme_id, code),
  constraint registry_contribution_programme_uq unique (programme_id, id)
);

-- Policies are never edited: a new version takes over. One that names a contribution holds for what was given under it,
-- the others for the rest of the programme; versions count up within the programme, so that a number names one policy.
create table registry_policy (
  id              uuid        not null,
  programme_id    uuid        not null,
  contribution_id uuid,
  version         integer     not null,
  settings        jsonb       not null,
  reason          text        not null,
  made_by         text        not null,
  made_at         timestamptz not null,
  constraint registry_policy_pk primary key (id),
  constraint registry_policy_programme_fk foreign key (programme_id) references registry_programme,
  constraint registry_policy_contribution_fk foreign key (programme_id, contribution_id)
    references registry_contribution (programme_id, id),
  constraint registry_policy_version_uq unique (programme_id, version),
  constraint registry_policy_version_ck check (version >= 1)
);

create table registry_site (
  id           uuid        not null,
  code         text        not null,
  name         text        not null,
  kind         text        not null,
  country      text,
  pcode        text,
  area         text,
  latitude     double precision,
  longitude    double precision,
  radius_m     integer     not null,
  catchment    integer,
  authority_id uuid,
  created_at   timestamptz not null,
  constraint registry_site_pk primary key (id),
  constraint registry_site_code_uq unique (code),
  constraint registry_site_authority_fk foreign key (authority_id) references registry_organisation,
  constraint registry_site_kind_ck check (kind in
    ('PORT', 'WAREHOUSE', 'EDP', 'FDP', 'INSTITUTION', 'MARKET', 'CROSSING', 'COUNTRY')),
  constraint registry_site_point_ck check (
    num_nonnulls(latitude, longitude) <> 1 and latitude between -90 and 90 and longitude between -180 and 180),
  constraint registry_site_radius_ck check (radius_m between 0 and 100000),
  constraint registry_site_catchment_ck check (catchment >= 0)
);
create index registry_site_pcode on registry_site (pcode);

-- Terms hold for one site, or for an area and all P-codes that begin with its own.
create table registry_access_terms (
  id           uuid        not null,
  site_id      uuid,
  pcode        text,
  level        text        not null,
  notice_hours integer,
  valid_from   date        not null,
  valid_to     date,
  source       text        not null,
  entered_at   timestamptz not null,
  constraint registry_access_terms_pk primary key (id),
  constraint registry_access_terms_site_fk foreign key (site_id) references registry_site,
  constraint registry_access_terms_place_ck check (num_nonnulls(site_id, pcode) = 1),
  constraint registry_access_terms_level_ck check (level in ('OPEN', 'NOTICE', 'ESCORTED', 'DENIED')),
  constraint registry_access_terms_notice_ck check ((level = 'NOTICE') = (notice_hours is not null)),
  constraint registry_access_terms_hours_ck check (notice_hours between 1 and 8760),
  constraint registry_access_terms_dates_ck check (valid_to >= valid_from)
);
create index registry_access_terms_site on registry_access_terms (site_id);
create index registry_access_terms_pcode on registry_access_terms (pcode);

create table registry_commodity (
  id             uuid        not null,
  code           text        not null,
  name           text        not null,
  class          text        not null,
  kg_per_package numeric(12, 3),
  kcal_per_100g  integer,
  created_at     timestamptz not null,
  constraint registry_commodity_pk primary key (id),
  constraint registry_commodity_code_uq unique (code),
  constraint registry_commodity_class_ck check (class in ('FOOD', 'THERAPEUTIC', 'MEDICAL', 'OTHER')),
  constraint registry_commodity_kg_ck check (kg_per_package > 0),
  constraint registry_commodity_kcal_ck check (kcal_per_100g between 0 and 900)
);

create table registry_lot (
  id              uuid        not null,
  code            text        not null,
  commodity_id    uuid        not null,
  contribution_id uuid,
  best_before     date,
  created_at      timestamptz not null,
  constraint registry_lot_pk primary key (id),
  constraint registry_lot_commodity_fk foreign key (commodity_id) references registry_commodity,
  constraint registry_lot_contribution_fk foreign key (contribution_id) references registry_contribution,
  constraint registry_lot_code_uq unique (commodity_id, code)
);

create trigger registry_policy_insert_only
  before update or delete or truncate on registry_policy
  for each statement execute function refuse_change();
alter table registry_policy enable always trigger registry_policy_insert_only;

grant select, insert on registry_organisation, registry_relation, registry_programme, registry_policy,
  registry_contribution, registry_site, registry_access_terms, registry_commodity, registry_lot to aidwitness_app;
grant update (valid_to) on registry_relation, registry_access_terms to aidwitness_app;
grant update (name, kind) on registry_organisation to aidwitness_app;
