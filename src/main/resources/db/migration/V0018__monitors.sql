-- Who will be able to see the goods arrive, who promised it, and what came of it. Nothing here is edited: an accreditation
-- ends by a date, all else is a statement, and a correction is a later one.

-- A monitoring organisation says who monitors for it, by a pseudonym and nothing else. Without a declaration of interests
-- an accreditation counts for nothing before the gate.
create table monitoring_accreditation (
  id                   uuid        not null,
  organisation_id      uuid        not null,
  monitor              text        not null,
  languages            text[]      not null,
  interest_declaration text,
  interest_declared_at timestamptz,
  valid_from           date        not null,
  valid_to             date        not null,
  entered_by           text        not null,
  entered_at           timestamptz not null,
  content_sha256       bytea       not null,
  constraint monitoring_accreditation_pk primary key (id),
  constraint monitoring_accreditation_own_uq unique (id, organisation_id),
  constraint monitoring_accreditation_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_accreditation_monitor_ck check (length(monitor) between 1 and 100),
  constraint monitoring_accreditation_languages_ck check (cardinality(languages) between 1 and 50),
  constraint monitoring_accreditation_declared_ck check
    ((interest_declaration is null) = (interest_declared_at is null)),
  constraint monitoring_accreditation_dates_ck check (valid_to >= valid_from)
);
create index monitoring_accreditation_organisation on monitoring_accreditation (organisation_id, entered_at desc, id);

-- It can only end sooner: to last longer is a new accreditation, with a new declaration.
create function monitoring_accreditation_shortens() returns trigger
language plpgsql as $$
begin
  if new.valid_to > old.valid_to then
    raise exception 'an accreditation only ends sooner'
      using errcode = 'check_violation', constraint = 'monitoring_accreditation_sooner_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_accreditation_shortens
  before update on monitoring_accreditation
  for each row execute function monitoring_accreditation_shortens();
alter table monitoring_accreditation enable always trigger monitoring_accreditation_shortens;

-- Somebody was kept from seeing: at a site, or in an area.
create table monitoring_incident (
  id                uuid        not null,
  programme_id      uuid        not null,
  waybill_id        uuid,
  visit_id          uuid,
  site_id           uuid,
  pcode             text,
  organisation_id   uuid        not null,
  monitor           text        not null,
  kind              text        not null,
  authority_id      uuid,
  happened_at       timestamptz not null,
  device_at         timestamptz,
  note              text,
  supersedes        uuid,
  supersedes_reason text,
  content_sha256    bytea       not null,
  accepted_at       timestamptz not null,
  accepted_by       text        not null,
  constraint monitoring_incident_pk primary key (id),
  constraint monitoring_incident_programme_fk foreign key (programme_id) references registry_programme,
  constraint monitoring_incident_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint monitoring_incident_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_incident_site_fk foreign key (site_id) references registry_site,
  constraint monitoring_incident_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_incident_authority_fk foreign key (authority_id) references registry_organisation,
  constraint monitoring_incident_supersedes_fk foreign key (supersedes) references monitoring_incident,
  constraint monitoring_incident_supersedes_uq unique (supersedes),
  constraint monitoring_incident_supersedes_ck check ((supersedes is null) = (supersedes_reason is null)),
  constraint monitoring_incident_place_ck check (num_nonnulls(site_id, pcode) >= 1),
  constraint monitoring_incident_visit_ck check (visit_id is null or waybill_id is not null),
  constraint monitoring_incident_monitor_ck check (length(monitor) between 1 and 100),
  constraint monitoring_incident_kind_ck check (kind in
    ('DENIED', 'TURNED_BACK', 'ESCORTED_AWAY', 'OBSTRUCTED', 'DELAYED', 'DETAINED'))
);
create index monitoring_incident_programme on monitoring_incident (programme_id, happened_at desc, id);
create index monitoring_incident_site on monitoring_incident (site_id, happened_at);
create index monitoring_incident_pcode on monitoring_incident (pcode, happened_at) where site_id is null;
create index monitoring_incident_waybill on monitoring_incident (waybill_id);

-- A promise to be able to see what arrives at these sites in this window. Who will come is known to who promises alone.
create table monitoring_commitment (
  id              uuid        not null,
  programme_id    uuid        not null,
  organisation_id uuid        not null,
  partner_id      uuid        not null,
  proposer_id     uuid        not null,
  window_from     timestamptz not null,
  window_to       timestamptz not null,
  share_bp        integer     not null,
  level           text        not null,
  notice_hours    integer,
  proposed_by     text        not null,
  proposed_at     timestamptz not null,
  content_sha256  bytea       not null,
  constraint monitoring_commitment_pk primary key (id),
  constraint monitoring_commitment_own_uq unique (id, organisation_id),
  constraint monitoring_commitment_programme_fk foreign key (programme_id) references registry_programme,
  constraint monitoring_commitment_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_commitment_partner_fk foreign key (partner_id) references registry_organisation,
  constraint monitoring_commitment_proposer_fk foreign key (proposer_id) references registry_organisation,
  constraint monitoring_commitment_two_ck check (organisation_id <> partner_id),
  constraint monitoring_commitment_window_ck check (window_to > window_from),
  constraint monitoring_commitment_share_ck check (share_bp between 1 and 10000),
  constraint monitoring_commitment_level_ck check (level in ('OPEN', 'NOTICE', 'ESCORTED')),
  constraint monitoring_commitment_notice_ck check ((level = 'NOTICE') = (notice_hours is not null)),
  constraint monitoring_commitment_hours_ck check (notice_hours between 1 and 8760)
);
create index monitoring_commitment_programme on monitoring_commitment (programme_id, proposed_at desc, id);
create index monitoring_commitment_window on monitoring_commitment (window_to, id);

create table monitoring_commitment_site (
  commitment_id uuid not null,
  site_id       uuid not null,
  constraint monitoring_commitment_site_pk primary key (commitment_id, site_id),
  constraint monitoring_commitment_site_commitment_fk foreign key (commitment_id) references monitoring_commitment,
  constraint monitoring_commitment_site_site_fk foreign key (site_id) references registry_site
);
create index monitoring_commitment_site_site on monitoring_commitment_site (site_id);

-- The promise and the accreditation are of one organisation: both foreign keys carry it.
create table monitoring_commitment_monitor (
  commitment_id    uuid not null,
  organisation_id  uuid not null,
  accreditation_id uuid not null,
  constraint monitoring_commitment_monitor_pk primary key (commitment_id, accreditation_id),
  constraint monitoring_commitment_monitor_commitment_fk foreign key (commitment_id, organisation_id)
    references monitoring_commitment (id, organisation_id),
  constraint monitoring_commitment_monitor_accreditation_fk foreign key (accreditation_id, organisation_id)
    references monitoring_accreditation (id, organisation_id)
);

-- How it went on. The state of a commitment is that of its last step.
create table monitoring_commitment_step (
  id              uuid        not null,
  commitment_id   uuid        not null,
  ordinal         integer     not null,
  state           text        not null,
  organisation_id uuid,
  made_by         text        not null,
  account_id      uuid,
  reason          text,
  made_at         timestamptz not null,
  content_sha256  bytea       not null,
  constraint monitoring_commitment_step_pk primary key (id),
  constraint monitoring_commitment_step_ordinal_uq unique (commitment_id, ordinal),
  constraint monitoring_commitment_step_commitment_fk foreign key (commitment_id) references monitoring_commitment,
  constraint monitoring_commitment_step_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_commitment_step_state_ck check (state in
    ('PROPOSED', 'ACCEPTED', 'ACKNOWLEDGED', 'ARMED', 'FULFILLED', 'BREACHED', 'WITHDRAWN')),
  constraint monitoring_commitment_step_program_ck check
    ((state in ('FULFILLED', 'BREACHED')) = (organisation_id is null)),
  constraint monitoring_commitment_step_reason_ck check
    (length(reason) between 1 and 1000 and (state <> 'WITHDRAWN' or reason is not null))
);
create index monitoring_commitment_step_armed on monitoring_commitment_step (commitment_id) where state = 'ARMED';

-- The steps that are drawn, by whom they are drawn, one after the other. Two who step at once are told apart by the lock.
create function monitoring_commitment_steps() returns trigger
language plpgsql as $$
declare
  promise monitoring_commitment;
  last    monitoring_commitment_step;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.commitment_id::text, 18));
  select * into promise from monitoring_commitment where id = new.commitment_id;
  select * into last from monitoring_commitment_step where commitment_id = new.commitment_id
   order by ordinal desc limit 1;
  if promise.id is null
     or new.ordinal <> coalesce(last.ordinal, 0) + 1
     or not (coalesce(last.state, ''), new.state) in (
       ('', 'PROPOSED'),
       ('PROPOSED', 'ACCEPTED'), ('ACCEPTED', 'ACKNOWLEDGED'), ('ACKNOWLEDGED', 'ARMED'),
       ('ARMED', 'FULFILLED'), ('ARMED', 'BREACHED'),
       ('PROPOSED', 'WITHDRAWN'), ('ACCEPTED', 'WITHDRAWN'), ('ACKNOWLEDGED', 'WITHDRAWN'), ('ARMED', 'WITHDRAWN')) then
    raise exception 'this step does not follow from where the commitment stands'
      using errcode = 'check_violation', constraint = 'monitoring_commitment_step_order_ck';
  end if;
  if not (case
           when new.state in ('FULFILLED', 'BREACHED') then current_user = 'aidwitness_work'
           when new.state = 'PROPOSED' then new.organisation_id = promise.proposer_id
           when new.state = 'ACKNOWLEDGED' then new.organisation_id = promise.partner_id
           else new.organisation_id = promise.organisation_id
         end) then
    raise exception 'this step is another organisation''s'
      using errcode = 'check_violation', constraint = 'monitoring_commitment_step_party_ck';
  end if;
  -- Whoever may not arm is told so by the policy of this table, and sees no monitors to judge by.
  if new.state = 'ARMED'
     and (current_user <> 'aidwitness_app'
          or new.organisation_id = access_organisation() and access_may('KEEP_COMMITMENTS'))
     and (not exists (select from monitoring_commitment_monitor m where m.commitment_id = new.commitment_id)
          or exists (select from monitoring_commitment_monitor m
                      where m.commitment_id = new.commitment_id
                        and not exists (
                              select from monitoring_accreditation a
                               where a.id = m.accreditation_id
                                 and a.interest_declaration is not null
                                 and a.valid_from <= (promise.window_from at time zone 'UTC')::date
                                 and a.valid_to >= (promise.window_to at time zone 'UTC')::date))) then
    raise exception 'an accreditation does not hold for the whole window'
      using errcode = 'check_violation', constraint = 'monitoring_commitment_step_accredited_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_commitment_steps
  before insert on monitoring_commitment_step
  for each row execute function monitoring_commitment_steps();
alter table monitoring_commitment_step enable always trigger monitoring_commitment_steps;

-- What was proposed and what was accepted stays as it was: sites come before the first step, monitors before acceptance.
create function monitoring_commitment_parts() returns trigger
language plpgsql as $$
declare
  last text;
begin
  select state into last from monitoring_commitment_step where commitment_id = new.commitment_id
   order by ordinal desc limit 1;
  if (tg_table_name = 'monitoring_commitment_site' and last is not null)
     or (tg_table_name = 'monitoring_commitment_monitor' and last is distinct from 'PROPOSED') then
    raise exception 'this commitment is made already'
      using errcode = 'check_violation', constraint = 'monitoring_commitment_made_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_commitment_site_before
  before insert on monitoring_commitment_site
  for each row execute function monitoring_commitment_parts();
alter table monitoring_commitment_site enable always trigger monitoring_commitment_site_before;
create trigger monitoring_commitment_monitor_before
  before insert on monitoring_commitment_monitor
  for each row execute function monitoring_commitment_parts();
alter table monitoring_commitment_monitor enable always trigger monitoring_commitment_monitor_before;

-- Another monitor goes instead. Who was assigned before stays on record.
create table monitoring_visit_change (
  id              uuid        not null,
  visit_id        uuid        not null,
  ordinal         integer     not null,
  organisation_id uuid        not null,
  monitor         text        not null,
  reason          text        not null,
  made_by         text        not null,
  made_at         timestamptz not null,
  content_sha256  bytea       not null,
  constraint monitoring_visit_change_pk primary key (id),
  constraint monitoring_visit_change_ordinal_uq unique (visit_id, ordinal),
  constraint monitoring_visit_change_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_visit_change_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_visit_change_monitor_ck check (length(monitor) between 1 and 100),
  constraint monitoring_visit_change_reason_ck check (length(reason) between 1 and 1000)
);

-- What came of a visit. The last one counts; all stay.
create table monitoring_visit_outcome (
  id              uuid        not null,
  visit_id        uuid        not null,
  ordinal         integer     not null,
  organisation_id uuid        not null,
  outcome         text        not null,
  reason          text,
  note            text,
  attestation_id  uuid,
  incident_id     uuid,
  happened_at     timestamptz not null,
  accepted_by     text        not null,
  accepted_at     timestamptz not null,
  content_sha256  bytea       not null,
  constraint monitoring_visit_outcome_pk primary key (id),
  constraint monitoring_visit_outcome_ordinal_uq unique (visit_id, ordinal),
  constraint monitoring_visit_outcome_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_visit_outcome_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_visit_outcome_attestation_fk foreign key (attestation_id) references monitoring_attestation,
  constraint monitoring_visit_outcome_incident_fk foreign key (incident_id) references monitoring_incident,
  constraint monitoring_visit_outcome_outcome_ck check (outcome in ('VISITED', 'REFUSED', 'NOT_REACHED')),
  constraint monitoring_visit_outcome_reason_ck check (
    (outcome = 'NOT_REACHED') = (reason is not null)
    and reason in ('ROAD_CUT', 'FIGHTING', 'WEATHER', 'VEHICLE', 'ILLNESS', 'WITHDRAWN', 'OTHER'))
);
create index monitoring_visit_outcome_refused on monitoring_visit_outcome (visit_id) where outcome = 'REFUSED';
create index monitoring_visit_organisation on monitoring_visit (organisation_id, assigned_at desc, id);

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['monitoring_incident', 'monitoring_commitment', 'monitoring_commitment_site',
    'monitoring_commitment_monitor', 'monitoring_commitment_step', 'monitoring_visit_change',
    'monitoring_visit_outcome'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
    execute format('grant select, insert on %s to aidwitness_app', statement_table);
  end loop;
end
$$;
grant select, insert on monitoring_accreditation to aidwitness_app;
grant update (valid_to) on monitoring_accreditation to aidwitness_app;

-- Who monitors is their own organisation's to know, and who keeps them.
call access_row_policies('monitoring_accreditation',
  'organisation_id = (select access_organisation())
     and (select access_may(''KEEP_MONITORS'') or access_may(''KEEP_COMMITMENTS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''KEEP_MONITORS''))');
create policy changed on monitoring_accreditation for update to aidwitness_app
  using (organisation_id = (select access_organisation()) and (select access_may('KEEP_MONITORS')));

-- Who was kept out, and what they wrote about it, is their organisation's; that it happened is told below.
call access_row_policies('monitoring_incident',
  'organisation_id = (select access_organisation())',
  'organisation_id = (select access_organisation()) and (select access_may(''ATTEST''))
     and programme_id in (select registry_mine())');

-- A commitment is seen by the three it binds: who promises, who asked, who is to expect the visits.
call access_row_policies('monitoring_commitment',
  '(select access_organisation()) in (organisation_id, partner_id, proposer_id)',
  'proposer_id = (select access_organisation()) and (select access_may(''PROPOSE_COMMITMENTS''))
     and programme_id in (select registry_mine())');
call access_row_policies('monitoring_commitment_site',
  'exists (select from monitoring_commitment c where c.id = commitment_id)',
  'exists (select from monitoring_commitment c where c.id = commitment_id
             and c.proposer_id = (select access_organisation()))
     and (select access_may(''PROPOSE_COMMITMENTS''))');
call access_row_policies('monitoring_commitment_monitor',
  'organisation_id = (select access_organisation()) and (select access_may(''KEEP_COMMITMENTS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''KEEP_COMMITMENTS''))');
call access_row_policies('monitoring_commitment_step',
  'exists (select from monitoring_commitment c where c.id = commitment_id)',
  'organisation_id = (select access_organisation())
     and exists (select from monitoring_commitment c where c.id = commitment_id
                   and c.programme_id in (select registry_mine()))
     and case state
           when ''PROPOSED'' then (select access_may(''PROPOSE_COMMITMENTS''))
           when ''ACKNOWLEDGED'' then (select access_may(''ACKNOWLEDGE_COMMITMENTS''))
           else (select access_may(''KEEP_COMMITMENTS''))
         end');
call access_row_policies('monitoring_visit_change',
  'organisation_id = (select access_organisation())',
  'organisation_id = (select access_organisation()) and (select access_may(''ASSIGN_VISITS''))
     and exists (select from monitoring_visit v
                   join shipment_waybill w on w.id = v.waybill_id
                  where v.id = visit_id and v.organisation_id = (select access_organisation())
                    and w.programme_id in (select registry_mine()))');
call access_row_policies('monitoring_visit_outcome',
  'organisation_id = (select access_organisation())',
  'organisation_id = (select access_organisation()) and (select access_may(''ATTEST''))
     and exists (select from monitoring_visit v
                   join shipment_waybill w on w.id = v.waybill_id
                  where v.id = visit_id and v.organisation_id = (select access_organisation())
                    and w.programme_id in (select registry_mine()))');

-- The views below answer with their owner's rights: they say that something was promised or happened, and never who came,
-- who will come, or what was written about it. A speaker sees what belongs to the programmes it sees; the program, all.

-- The gate: who has promised to see what arrives at a site, once for each accreditation behind the promise.
create view monitoring_commitment_watch as
  select c.id, c.programme_id, s.site_id, c.organisation_id, c.window_from, c.window_to, c.share_bp,
         t.made_at as armed_at,
         a.valid_from as accredited_from,
         a.valid_to as accredited_to,
         a.interest_declaration is not null as interests_declared
    from monitoring_commitment_site s
    join monitoring_commitment c on c.id = s.commitment_id
    join monitoring_commitment_step t on t.commitment_id = c.id and t.state = 'ARMED'
    left join monitoring_commitment_monitor m on m.commitment_id = c.id
    left join monitoring_accreditation a on a.id = m.accreditation_id
   where (current_user = 'aidwitness_work' or c.programme_id in (select registry_seen()))
     and not exists (select from monitoring_commitment_step n
                      where n.commitment_id = c.id and n.ordinal > t.ordinal);

-- Access incidents as everybody may know them.
create view monitoring_incident_known as
  select i.id, i.programme_id, i.site_id, i.pcode, i.organisation_id, i.kind, i.authority_id, i.happened_at, i.supersedes,
         n.id as superseded_by, i.accepted_at
    from monitoring_incident i
    left join monitoring_incident n on n.supersedes = i.id
   where (current_user = 'aidwitness_work' or i.programme_id in (select registry_seen()));

-- What came of each visit in the end, as everybody may know it.
create view monitoring_outcome_known as
  select o.id, w.programme_id, l.to_site_id as site_id, o.outcome, o.reason, o.happened_at
    from monitoring_visit_outcome o
    join monitoring_visit v on v.id = o.visit_id
    join shipment_waybill w on w.id = v.waybill_id
    join shipment_leg l on l.id = w.leg_id
   where (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()))
     and not exists (select from monitoring_visit_outcome n where n.visit_id = o.visit_id and n.ordinal > o.ordinal);

-- Refused visits and completed ones, told up to three times each: by an attestation, by an incident, by an outcome. A
-- visit that a statement does not name is found by what names it. A talk that no position ties to the place may have been
-- a phone call, and what came by a file was not seen arriving: neither is a visit. Superseded statements, and outcomes that were
-- corrected, tell nothing. Nobody reads this but the view after it: it has no grant.
create view monitoring_place_statement as
  select w.programme_id, a.site_id, p.pcode, a.happened_at,
         case when a.verdict = 'ACCESS_DENIED' then 'REFUSED'
              when a.notice_hours <= 24 and not a.escorted then 'UNANNOUNCED_VISIT'
              else 'ANNOUNCED_VISIT' end as kind,
         a.id as source_id, 1 as rank, a.organisation_id, a.waybill_id,
         coalesce(a.visit_id, (select o.visit_id from monitoring_visit_outcome o
                                where o.attestation_id = a.id order by o.visit_id limit 1)) as visit_id
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
    join registry_site p on p.id = a.site_id
   where (a.verdict = 'ACCESS_DENIED'
          or a.verdict in ('CONFIRMED', 'DISCREPANT', 'NOT_SEEN')
             and a.independent and a.import_run_id is null and (a.method <> 'INTERVIEW' or a.latitude is not null))
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
  union all
  select i.programme_id, i.site_id, coalesce(i.pcode, p.pcode), i.happened_at, 'REFUSED', i.id, 2, i.organisation_id,
         i.waybill_id,
         coalesce(i.visit_id, (select o.visit_id from monitoring_visit_outcome o
                                where o.incident_id = i.id order by o.visit_id limit 1))
    from monitoring_incident i
    left join registry_site p on p.id = i.site_id
   where i.kind in ('DENIED', 'TURNED_BACK', 'ESCORTED_AWAY', 'OBSTRUCTED', 'DETAINED')
     and not exists (select from monitoring_incident n where n.supersedes = i.id)
  union all
  select w.programme_id, p.id, p.pcode, o.happened_at, 'REFUSED', o.id, 3, o.organisation_id, v.waybill_id, o.visit_id
    from monitoring_visit_outcome o
    join monitoring_visit v on v.id = o.visit_id
    join shipment_waybill w on w.id = v.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site p on p.id = l.to_site_id
   where o.outcome = 'REFUSED'
     and not exists (select from monitoring_visit_outcome n where n.visit_id = o.visit_id and n.ordinal > o.ordinal);
create index monitoring_attestation_site on monitoring_attestation (site_id, happened_at);
create index monitoring_visit_outcome_attestation on monitoring_visit_outcome (attestation_id)
  where attestation_id is not null;
create index monitoring_visit_outcome_incident on monitoring_visit_outcome (incident_id) where incident_id is not null;

-- What holds a place and what opens it again: one event a visit, whoever else told of it. Where a statement names no
-- visit, those of one organisation about one waybill on one day (UTC) are of one visit.
create view monitoring_place_event as
  select s.site_id, s.pcode, s.happened_at, s.kind, s.source_id
    from monitoring_place_statement s
   where (current_user = 'aidwitness_work' or s.programme_id in (select registry_seen()))
     -- A minimum, not an "exists": so that the statements of one waybill are looked up, and not all of all.
     and (select min(e.rank)
            from monitoring_place_statement e
           where e.waybill_id = s.waybill_id
             and e.organisation_id = s.organisation_id
             and e.kind = s.kind
             and (e.visit_id = s.visit_id
                  or (e.visit_id is null or s.visit_id is null)
                     and (e.happened_at at time zone 'UTC')::date = (s.happened_at at time zone 'UTC')::date)
             and (e.rank, e.happened_at, e.source_id) < (s.rank, s.happened_at, s.source_id)) is null;

-- Coverage: where something arrived, and where somebody independent was. With their owner's rights too, for a year of a large
-- programme is read at once, and the policies of two tables would be asked for each row; the programme is asked for here.
create view monitoring_arrival as
  select w.programme_id, l.to_site_id as site_id, d.happened_at
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
    join shipment_leg l on l.id = w.leg_id
   where d.kind = 'RECEIVED'
     and d.receipt <> 'REFUSED'
     and l.final
     and (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()))
     and not exists (select from shipment_declaration n where n.supersedes = d.id);

create view monitoring_sighting as
  select w.programme_id, a.site_id, a.happened_at,
         a.independent
           and a.import_run_id is null
           and (a.method <> 'INTERVIEW' or a.latitude is not null)
           and coalesce((select r.accepted from monitoring_review r
                          where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1), false)
           as verifies
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
   where a.verdict <> 'ACCESS_DENIED'
     and (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()))
     and not exists (select from monitoring_attestation n where n.supersedes = a.id);

-- monitoring: what it reads of other rooms.
create view monitoring_site with (security_invoker = true) as
  select id, code, name, area, pcode, authority_id from registry_site;

create view monitoring_access_terms with (security_invoker = true) as
  select id, site_id, pcode, level, valid_from, valid_to, entered_at from registry_access_terms;

create view monitoring_programme_waybill with (security_invoker = true) as
  select w.id as waybill_id, w.programme_id, l.to_site_id as site_id
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id;

grant select on monitoring_commitment_watch, monitoring_incident_known, monitoring_outcome_known,
  monitoring_place_event, monitoring_arrival, monitoring_sighting, monitoring_site,
  monitoring_access_terms, monitoring_programme_waybill to aidwitness_app;
