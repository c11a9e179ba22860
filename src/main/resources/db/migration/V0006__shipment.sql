create table shipment_consignment (
  id              uuid        not null,
  programme_id    uuid        not null,
  contribution_id uuid,
  code            text        not null,
  content_sha256  bytea       not null,
  accepted_at     timestamptz not null,
  accepted_by     text        not null,
  constraint shipment_consignment_pk primary key (id),
  constraint shipment_consignment_programme_fk foreign key (programme_id) references registry_programme,
  constraint shipment_consignment_contribution_fk foreign key (contribution_id) references registry_contribution,
  constraint shipment_consignment_code_uq unique (programme_id, code)
);

-- One stretch of the route. What leaves on leg 1 is what was given; what arrives on a final leg is a delivery to people.
create table shipment_leg (
  id             uuid     not null,
  consignment_id uuid     not null,
  ordinal        smallint not null,
  from_site_id   uuid     not null,
  to_site_id     uuid     not null,
  final          boolean  not null,
  checkpoint_ids uuid[]   not null,
  constraint shipment_leg_pk primary key (id),
  constraint shipment_leg_consignment_fk foreign key (consignment_id) references shipment_consignment,
  constraint shipment_leg_from_fk foreign key (from_site_id) references registry_site,
  constraint shipment_leg_to_fk foreign key (to_site_id) references registry_site,
  constraint shipment_leg_route_uq unique (consignment_id, ordinal, from_site_id, to_site_id),
  constraint shipment_leg_ordinal_ck check (ordinal between 1 and 50),
  constraint shipment_leg_moves_ck check (from_site_id <> to_site_id)
);

create table shipment_waybill (
  id                uuid        not null,
  programme_id      uuid        not null,
  leg_id            uuid        not null,
  number            text        not null,
  consignor_id      uuid        not null,
  consignee_id      uuid        not null,
  carrier_id        uuid,
  mode              text,
  vehicle           text,
  seals             text[]      not null,
  planned_departure timestamptz,
  planned_arrival   timestamptz,
  import_run_id     uuid,
  content_sha256    bytea       not null,
  accepted_at       timestamptz not null,
  accepted_by       text        not null,
  constraint shipment_waybill_pk primary key (id),
  constraint shipment_waybill_programme_fk foreign key (programme_id) references registry_programme,
  constraint shipment_waybill_leg_fk foreign key (leg_id) references shipment_leg,
  constraint shipment_waybill_consignor_fk foreign key (consignor_id) references registry_organisation,
  constraint shipment_waybill_consignee_fk foreign key (consignee_id) references registry_organisation,
  constraint shipment_waybill_carrier_fk foreign key (carrier_id) references registry_organisation,
  constraint shipment_waybill_run_fk foreign key (import_run_id) references exchange_run,
  constraint shipment_waybill_number_uq unique (programme_id, number),
  constraint shipment_waybill_number_ck check (length(number) between 1 and 100),
  constraint shipment_waybill_parties_ck check (consignor_id <> consignee_id),
  constraint shipment_waybill_planned_ck check (planned_arrival >= planned_departure),
  constraint shipment_waybill_mode_ck check (mode in ('ROAD', 'RAIL', 'SEA', 'RIVER', 'AIR', 'AIR_CHARTER'))
);
create index shipment_waybill_leg on shipment_waybill (leg_id);

-- A weight is stated, or stands on another line (included_in), or is unknown (both null). It is never 0 for want of one.
create table shipment_line (
  id             uuid           not null,
  waybill_id     uuid           not null,
  key            text           not null,
  commodity_id   uuid           not null,
  description    text,
  lot_id         uuid,
  best_before    date,
  packages       bigint,
  package_unit   text,
  kg_per_package numeric(12, 3),
  net_kg         numeric(15, 3),
  included_in    uuid,
  value_usd      numeric(16, 2),
  attributes     jsonb,
  import_run_id  uuid,
  content_sha256 bytea          not null,
  constraint shipment_line_pk primary key (id),
  constraint shipment_line_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint shipment_line_commodity_fk foreign key (commodity_id) references registry_commodity,
  constraint shipment_line_lot_fk foreign key (lot_id) references registry_lot,
  constraint shipment_line_key_uq unique (waybill_id, key),
  constraint shipment_line_packages_ck check (packages >= 0),
  constraint shipment_line_kg_per_package_ck check (kg_per_package > 0),
  constraint shipment_line_net_kg_ck check (net_kg >= 0),
  constraint shipment_line_value_ck check (value_usd >= 0),
  constraint shipment_line_included_ck check (included_in is null or (net_kg is null and included_in <> id))
);

create index shipment_line_lot on shipment_line (lot_id) where lot_id is not null;

-- The gate's decisions, with what they were decided on.
create table gate_clearance (
  id             uuid        not null,
  waybill_id     uuid        not null,
  programme_id   uuid        not null,
  outcome        text        not null,
  policy_version integer     not null,
  facts          jsonb       not null,
  reasons        jsonb       not null,
  decided_at     timestamptz not null,
  expires_at     timestamptz,
  import_run_id  uuid,
  constraint gate_clearance_pk primary key (id),
  constraint gate_clearance_waybill_uq unique (id, waybill_id),
  constraint gate_clearance_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint gate_clearance_programme_fk foreign key (programme_id) references registry_programme,
  constraint gate_clearance_run_fk foreign key (import_run_id) references exchange_run,
  constraint gate_clearance_outcome_ck check (outcome in
    ('PASS', 'PASS_WITH_CONDITIONS', 'HOLD', 'EXEMPT', 'PREDATES_GATE', 'OVERRIDE')),
  constraint gate_clearance_hold_ck check ((outcome = 'HOLD') = (jsonb_array_length(reasons) > 0)),
  constraint gate_clearance_history_ck check (outcome <> 'PREDATES_GATE' or import_run_id is not null),
  constraint gate_clearance_expires_ck check (
    (outcome in ('HOLD', 'PREDATES_GATE')) = (expires_at is null) and expires_at > decided_at)
);
create index gate_clearance_waybill on gate_clearance (waybill_id, decided_at desc);

-- Said by a party with a stake.
create table shipment_declaration (
  id                 uuid        not null,
  waybill_id         uuid        not null,
  kind               text        not null,
  organisation_id    uuid        not null,
  signed_by          text        not null,
  device_id          text,
  site_id            uuid,
  happened_at        timestamptz not null,
  happened_precision text        not null,
  noted_at           timestamptz,
  device_at          timestamptz,
  latitude           double precision,
  longitude          double precision,
  accuracy_m         integer,
  seals              text[]      not null,
  receipt            text,
  households         integer,
  people             integer,
  ration_g_per_day   integer,
  ration_days        integer,
  note               text,
  supersedes         uuid,
  supersedes_reason  text,
  clearance_id       uuid,
  import_run_id      uuid,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint shipment_declaration_pk primary key (id),
  constraint shipment_declaration_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint shipment_declaration_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint shipment_declaration_site_fk foreign key (site_id) references registry_site,
  constraint shipment_declaration_run_fk foreign key (import_run_id) references exchange_run,
  constraint shipment_declaration_supersedes_fk foreign key (supersedes) references shipment_declaration,
  constraint shipment_declaration_supersedes_uq unique (supersedes),
  constraint shipment_declaration_supersedes_ck check ((supersedes is null) = (supersedes_reason is null)),
  -- No dispatch without a clearance, and it is the clearance of this waybill.
  constraint shipment_declaration_clearance_ck check ((kind = 'DISPATCHED') = (clearance_id is not null)),
  constraint shipment_declaration_clearance_fk foreign key (clearance_id, waybill_id)
    references gate_clearance (id, waybill_id),
  constraint shipment_declaration_kind_ck check (kind in
    ('DISPATCHED', 'PASSED_CHECKPOINT', 'RECEIVED', 'DISTRIBUTED', 'LOST', 'RETURNED', 'REROUTED', 'CANCELLED')),
  constraint shipment_declaration_precision_ck check (happened_precision in ('INSTANT', 'DAY', 'NOT_AFTER')),
  constraint shipment_declaration_receipt_ck check (
    (kind = 'RECEIVED') = (receipt is not null) and receipt in ('COMPLETE', 'PARTIAL', 'REFUSED')),
  constraint shipment_declaration_site_ck check (kind not in ('PASSED_CHECKPOINT', 'REROUTED') or site_id is not null),
  constraint shipment_declaration_point_ck check (
    num_nonnulls(latitude, longitude) <> 1 and latitude between -90 and 90 and longitude between -180 and 180),
  constraint shipment_declaration_people_ck check (households >= 0 and people >= 0)
);
create index shipment_declaration_waybill on shipment_declaration (waybill_id, happened_at);
-- Goods leave once. A correction supersedes the first dispatch and is not a second one.
create unique index shipment_declaration_dispatch_uq on shipment_declaration (waybill_id)
  where kind = 'DISPATCHED' and supersedes is null;

create table shipment_declaration_line (
  declaration_id   uuid           not null,
  line_id          uuid           not null,
  good_packages    bigint,
  good_kg          numeric(15, 3),
  damaged_packages bigint,
  damaged_kg       numeric(15, 3),
  missing_packages bigint,
  missing_kg       numeric(15, 3),
  surplus_packages bigint,
  surplus_kg       numeric(15, 3),
  reason           text,
  constraint shipment_declaration_line_pk primary key (declaration_id, line_id),
  constraint shipment_declaration_line_declaration_fk foreign key (declaration_id) references shipment_declaration,
  constraint shipment_declaration_line_line_fk foreign key (line_id) references shipment_line,
  constraint shipment_declaration_line_packages_ck check (
    good_packages >= 0 and damaged_packages >= 0 and missing_packages >= 0 and surplus_packages >= 0),
  constraint shipment_declaration_line_kg_ck check (
    good_kg >= 0 and damaged_kg >= 0 and missing_kg >= 0 and surplus_kg >= 0),
  constraint shipment_declaration_line_reason_ck check (reason in
    ('SHORT_AT_ORIGIN', 'TRANSPORT_SHORTAGE', 'SPILLAGE_REPACK', 'DAMAGED_WET', 'INFESTED', 'EXPIRED', 'UNDERWEIGHT',
     'PILFERAGE', 'ARMED_THEFT', 'CROWD_TAKEN', 'AUTHORITY_SEIZURE', 'FIGHTING_DESTROYED', 'ACCIDENT',
     'STORAGE_DETERIORATION', 'ORIGIN_DEFECT', 'DOCUMENT_ERROR', 'UNKNOWN'))
);
create index shipment_declaration_line_line on shipment_declaration_line (line_id);

-- The clearance must permit, must not have expired when the dispatch was declared, and history must be history:
-- PREDATES_GATE opens the gate only for an event before the programme's gate, told by a run that was marked as history.
create function shipment_dispatch_is_cleared() returns trigger
language plpgsql as $$
declare
  clearance gate_clearance;
begin
  select * into clearance from gate_clearance where id = new.clearance_id and waybill_id = new.waybill_id;
  if clearance.outcome = 'PREDATES_GATE' then
    if new.import_run_id is distinct from clearance.import_run_id
       or not exists (select from exchange_run r where r.id = new.import_run_id and r.history)
       or not exists (select from registry_programme p
                       where p.id = clearance.programme_id and new.happened_at < p.gate_in_force_from) then
      raise exception 'this dispatch does not predate the gate'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_predates_gate_ck';
    end if;
  elsif clearance.outcome is null or clearance.outcome = 'HOLD' then
    raise exception 'no clearance permits this dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
  elsif new.supersedes is null and new.accepted_at > clearance.expires_at then
    raise exception 'the clearance of this dispatch has expired'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_unexpired_ck';
  end if;
  return new;
end
$$;
create trigger shipment_dispatch_is_cleared
  before insert on shipment_declaration
  for each row when (new.kind = 'DISPATCHED') execute function shipment_dispatch_is_cleared();
alter table shipment_declaration enable always trigger shipment_dispatch_is_cleared;

-- Dispatch and receipt are told by different organisations and signed by different people.
create function shipment_two_parties() returns trigger
language plpgsql as $$
begin
  -- Two statements of one waybill are told one after the other, so that neither overlooks the other.
  perform pg_advisory_xact_lock(hashtextextended(new.waybill_id::text, 0)) where new.import_run_id is null;
  if exists (select from shipment_declaration d
              where d.waybill_id = new.waybill_id
                and d.kind in ('DISPATCHED', 'RECEIVED')
                and d.kind <> new.kind
                and (d.organisation_id = new.organisation_id
                     or (d.signed_by = new.signed_by and new.import_run_id is null))
                and not exists (select from shipment_declaration s where s.supersedes = d.id)) then
    raise exception 'one party may not tell both ends of a leg'
      using errcode = 'check_violation', constraint = 'shipment_declaration_two_parties_ck';
  end if;
  return new;
end
$$;
create trigger shipment_two_parties
  before insert on shipment_declaration
  for each row when (new.kind in ('DISPATCHED', 'RECEIVED')) execute function shipment_two_parties();
alter table shipment_declaration enable always trigger shipment_two_parties;

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['shipment_consignment', 'shipment_leg', 'shipment_waybill', 'shipment_line',
    'gate_clearance', 'shipment_declaration', 'shipment_declaration_line'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
  end loop;
end
$$;

grant select, insert on shipment_consignment, shipment_leg, shipment_waybill, shipment_line, gate_clearance,
  shipment_declaration, shipment_declaration_line to aidwitness_app;
