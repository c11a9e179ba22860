-- The draw: who is visited is decided by secrets that are revealed after the population is closed. Formats: docs/draw.md.

-- A custodian's chain of secrets, by its first value. The rest follows from it, so nothing can be chosen later.
create table monitoring_draw_chain (
  id              uuid        not null,
  cid             text        not null,
  organisation_id uuid        not null,
  account_id      uuid        not null,
  anchor          bytea       not null,
  length          integer     not null,
  content_sha256  bytea       not null,
  enrolled_at     timestamptz not null,
  enrolled_by     text        not null,
  constraint monitoring_draw_chain_pk primary key (id),
  constraint monitoring_draw_chain_cid_uq unique (cid),
  constraint monitoring_draw_chain_organisation_uq unique (id, organisation_id),
  constraint monitoring_draw_chain_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_draw_chain_cid_ck check (cid ~ '^[0-9A-Za-z._-]{1,64}$'),
  constraint monitoring_draw_chain_anchor_ck check (octet_length(anchor) = 32),
  constraint monitoring_draw_chain_length_ck check (length between 1 and 10000)
);

-- A closed population and the rule of its draw, both byte for byte as anybody may fetch them.
create table monitoring_draw (
  id                uuid        not null,
  programme_id      uuid        not null,
  organisation_id   uuid        not null,
  population        bytea       not null,
  population_sha256 bytea       not null,
  units             integer     not null,
  rule              bytea       not null,
  rule_sha256       bytea       not null,
  reveal_at         timestamptz not null,
  deadline_at       timestamptz not null,
  disclosed_at      timestamptz not null,
  window_from       timestamptz not null,
  published_at      timestamptz not null,
  content_sha256    bytea       not null,
  committed_at      timestamptz not null,
  committed_by      text        not null,
  constraint monitoring_draw_pk primary key (id),
  constraint monitoring_draw_committer_uq unique (id, programme_id, organisation_id),
  constraint monitoring_draw_programme_fk foreign key (programme_id) references registry_programme,
  constraint monitoring_draw_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_draw_population_ck check (population_sha256 = sha256(population)),
  constraint monitoring_draw_rule_ck check (rule_sha256 = sha256(rule)),
  constraint monitoring_draw_units_ck check (units between 1 and 10000),
  constraint monitoring_draw_times_ck check (
    deadline_at > reveal_at and disclosed_at >= deadline_at and window_from >= disclosed_at and published_at > window_from)
);
create index monitoring_draw_list on monitoring_draw (programme_id, committed_at desc, id);
create index monitoring_draw_deadline on monitoring_draw (deadline_at);

-- Whose secrets decide a draw, and which value of each chain. A value decides one draw.
create table monitoring_draw_custodian (
  draw_id         uuid    not null,
  chain_id        uuid    not null,
  position        integer not null,
  organisation_id uuid    not null,
  programme_id    uuid    not null,
  drawn_by        uuid    not null,
  constraint monitoring_draw_custodian_pk primary key (draw_id, chain_id),
  constraint monitoring_draw_custodian_position_uq unique (chain_id, position),
  constraint monitoring_draw_custodian_organisation_uq unique (draw_id, organisation_id),
  constraint monitoring_draw_custodian_draw_fk foreign key (draw_id, programme_id, drawn_by)
    references monitoring_draw (id, programme_id, organisation_id),
  constraint monitoring_draw_custodian_chain_fk foreign key (chain_id, organisation_id)
    references monitoring_draw_chain (id, organisation_id),
  constraint monitoring_draw_custodian_position_ck check (position between 1 and 10000),
  constraint monitoring_draw_custodian_other_ck check (organisation_id <> drawn_by)
);

-- A value of a chain. With those of the others it says who is visited: so it is sealed until the visits are over.
create table monitoring_draw_reveal (
  id              uuid        not null,
  draw_id         uuid        not null,
  chain_id        uuid        not null,
  organisation_id uuid        not null,
  value           bytea       not null,
  content_sha256  bytea       not null,
  revealed_at     timestamptz not null,
  revealed_by     text        not null,
  constraint monitoring_draw_reveal_pk primary key (id),
  constraint monitoring_draw_reveal_once_uq unique (draw_id, chain_id),
  constraint monitoring_draw_reveal_custodian_fk foreign key (draw_id, chain_id) references monitoring_draw_custodian,
  constraint monitoring_draw_reveal_chain_fk foreign key (chain_id, organisation_id)
    references monitoring_draw_chain (id, organisation_id),
  constraint monitoring_draw_reveal_value_ck check (octet_length(value) = 32)
);

-- That a draw was made, and who kept silent. What was drawn is sealed; its digest already stands.
create table monitoring_draw_result (
  draw_id       uuid        not null,
  doubled       boolean     not null,
  alarm         text,
  missing       text[]      not null,
  drawn         integer     not null,
  result_sha256 bytea,
  made_at       timestamptz not null,
  constraint monitoring_draw_result_pk primary key (draw_id),
  constraint monitoring_draw_result_draw_fk foreign key (draw_id) references monitoring_draw,
  constraint monitoring_draw_result_missing_ck check ((alarm is null) = (cardinality(missing) = 0)),
  constraint monitoring_draw_result_doubled_ck check (not doubled or cardinality(missing) > 0),
  constraint monitoring_draw_result_sha256_ck check (octet_length(result_sha256) = 32)
);

create table monitoring_draw_selection (
  draw_id         uuid    not null,
  waybill_id      uuid    not null,
  stratum         text    not null,
  rank            integer not null,
  ticket          bytea   not null,
  monitor         text,
  organisation_id uuid,
  visit_id        uuid,
  constraint monitoring_draw_selection_pk primary key (draw_id, waybill_id),
  constraint monitoring_draw_selection_rank_uq unique (draw_id, stratum, rank),
  constraint monitoring_draw_selection_result_fk foreign key (draw_id) references monitoring_draw_result,
  constraint monitoring_draw_selection_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint monitoring_draw_selection_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_draw_selection_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_draw_selection_stratum_ck check (stratum in ('HIGH', 'MEDIUM', 'LOW')),
  constraint monitoring_draw_selection_rank_ck check (rank >= 1),
  constraint monitoring_draw_selection_ticket_ck check (octet_length(ticket) = 32),
  constraint monitoring_draw_selection_monitor_ck check (num_nulls(monitor, organisation_id, visit_id) in (0, 3))
);

-- A drawn visit is sealed until it is disclosed.
alter table monitoring_visit add column draw_id uuid;
alter table monitoring_visit add column disclosed_at timestamptz;
alter table monitoring_visit add constraint monitoring_visit_draw_fk foreign key (draw_id) references monitoring_draw;
alter table monitoring_visit add constraint monitoring_visit_disclosed_ck check ((draw_id is null) = (disclosed_at is null));

-- A revealed value leads, step by step, to the last one that is known of its chain, or to the anchor. The program checks
-- it too; here nobody's good will is needed.
create function monitoring_draw_before(cid text, value bytea) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to('aidwitness/chain/v1', 'UTF8') || '\x00'::bytea
                || int2send(octet_length(convert_to(cid, 'UTF8'))::smallint) || convert_to(cid, 'UTF8') || value)
$$;

-- The next secret of a chain that no draw was promised yet, in programmes too that the speaker does not see.
create function monitoring_draw_next_position(chain uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(max(c.position), 0) + 1 from monitoring_draw_custodian c where c.chain_id = chain
$$;

create function monitoring_draw_reveal_holds() returns trigger
language plpgsql as $$
declare
  one monitoring_draw;
  chain monitoring_draw_chain;
  own integer;
  known_value bytea;
  known_position integer;
  reached bytea := new.value;
begin
  select * into one from monitoring_draw d where d.id = new.draw_id;
  if one.id is null or new.revealed_at < one.reveal_at or new.revealed_at >= one.deadline_at
     or exists (select from monitoring_draw_result r where r.draw_id = new.draw_id) then
    raise exception 'this is not the time to reveal'
      using errcode = 'check_violation', constraint = 'monitoring_draw_reveal_time_ck';
  end if;
  select * into chain from monitoring_draw_chain c where c.id = new.chain_id;
  select c.position into own from monitoring_draw_custodian c
   where c.draw_id = new.draw_id and c.chain_id = new.chain_id;
  select r.value, c.position into known_value, known_position
    from monitoring_draw_custodian c
    join monitoring_draw_reveal r on r.draw_id = c.draw_id and r.chain_id = c.chain_id
   where c.chain_id = new.chain_id and c.position < own
   order by c.position desc
   limit 1;
  if known_position is null then
    known_value := chain.anchor;
    known_position := 0;
  end if;
  for step in known_position + 1 .. own loop
    reached := monitoring_draw_before(chain.cid, reached);
  end loop;
  if own is null or reached is distinct from known_value then
    raise exception 'this value does not lead to the anchor of the chain'
      using errcode = 'check_violation', constraint = 'monitoring_draw_reveal_preimage_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_draw_reveal_holds
  before insert on monitoring_draw_reveal
  for each row execute function monitoring_draw_reveal_holds();
alter table monitoring_draw_reveal enable always trigger monitoring_draw_reveal_holds;

-- One custodian alone would know the result. They are counted when the transaction ends, when all of them stand there.
create function monitoring_draw_has_custodians() returns trigger
language plpgsql as $$
begin
  if (select count(*) from monitoring_draw_custodian c where c.draw_id = new.id) < 2 then
    raise exception 'a draw has at least two custodians'
      using errcode = 'check_violation', constraint = 'monitoring_draw_custodians_ck';
  end if;
  return null;
end
$$;
create constraint trigger monitoring_draw_has_custodians
  after insert on monitoring_draw
  deferrable initially deferred
  for each row execute function monitoring_draw_has_custodians();
alter table monitoring_draw enable always trigger monitoring_draw_has_custodians;

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['monitoring_draw_chain', 'monitoring_draw', 'monitoring_draw_custodian',
    'monitoring_draw_reveal', 'monitoring_draw_result', 'monitoring_draw_selection'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
  end loop;
end
$$;

-- Chains are everybody's to see. A draw is seen by who sees its programme, and by its custodians.
call access_row_policies('monitoring_draw_chain', 'true',
  'organisation_id = (select access_organisation()) and account_id = (select access_account())
     and (select access_may(''REVEAL''))');
call access_row_policies('monitoring_draw_custodian',
  'organisation_id = (select access_organisation()) or programme_id in (select registry_seen())',
  'drawn_by = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''DRAW_VISITS''))');
call access_row_policies('monitoring_draw',
  'programme_id in (select registry_seen())
     or exists (select from monitoring_draw_custodian c where c.draw_id = monitoring_draw.id
                  and c.organisation_id = (select access_organisation()))',
  'organisation_id = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''DRAW_VISITS''))');
-- Even custodians see no value but their own before all is over: the last to speak must not know what they decide.
call access_row_policies('monitoring_draw_reveal',
  'organisation_id = (select access_organisation())
     or exists (select from monitoring_draw d where d.id = draw_id and d.published_at <= now())',
  'organisation_id = (select access_organisation()) and (select access_may(''REVEAL''))
     and exists (select from monitoring_draw d where d.id = draw_id)');
call access_row_policies('monitoring_draw_result',
  'exists (select from monitoring_draw d where d.id = draw_id)', null);
call access_row_policies('monitoring_draw_selection',
  'exists (select from monitoring_draw d where d.id = draw_id and d.published_at <= now())', null);

-- Before its hour nobody but the program sees who goes where. The gate still knows that somebody will (monitoring_watch).
drop policy seen on monitoring_visit;
drop policy said on monitoring_visit;
create policy seen on monitoring_visit for select to aidwitness_app using (
  (disclosed_at is null or disclosed_at <= now())
  and (organisation_id = (select access_organisation())
       or (select access_may('ASSIGN_VISITS'))
          and exists (select from shipment_waybill w where w.id = waybill_id
                        and w.programme_id in (select registry_mine()))));
create policy said on monitoring_visit for insert to aidwitness_app with check (
  draw_id is null
  and (select access_may('ASSIGN_VISITS'))
  and exists (select from shipment_waybill w where w.id = waybill_id
                and w.programme_id in (select registry_mine())));

grant select, insert on monitoring_draw_chain, monitoring_draw, monitoring_draw_custodian, monitoring_draw_reveal
  to aidwitness_app;
grant select on monitoring_draw_result, monitoring_draw_selection to aidwitness_app;
grant insert on monitoring_draw_result, monitoring_draw_selection to aidwitness_work;

-- What a draw may choose from: what arrives on a final leg, when it is due, what it weighs, and who has a stake in it.
create view monitoring_draw_unit with (security_invoker = true) as
  select w.id as waybill_id,
         w.programme_id,
         coalesce(w.planned_arrival, w.accepted_at) as due_at,
         w.consignor_id,
         w.consignee_id,
         w.carrier_id,
         s.authority_id,
         s.id as site_id,
         (select floor(sum(l.net_kg))::bigint from shipment_line l where l.waybill_id = w.id) as kg
    from shipment_waybill w
    join shipment_leg g on g.id = w.leg_id
    join registry_site s on s.id = g.to_site_id
   where g.final;
grant select on monitoring_draw_unit to aidwitness_app;
