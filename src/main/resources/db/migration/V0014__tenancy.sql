-- The second wall. A tenant is a programme and an organisation. Each transaction says for whom it speaks
-- (access.SpeakerOnConnection), and the policies below let it see and say what is theirs, whatever the program above
-- believes. Whoever says nothing is a visitor: sees what is published, says nothing.

-- The program's own work (numbering, judging, signing people in) runs under a role of its own; requests never do.
do $$
begin
  if not exists (select from pg_roles where rolname = 'aidwitness_work') then
    create role aidwitness_work nologin;
  end if;
end
$$;
grant aidwitness_app to aidwitness_work;
grant aidwitness_work to current_user;

-- A setting that was never set reads as null, one that was local to an earlier transaction as the empty string.
create function access_organisation() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('aidwitness.organisation', true), '')::uuid
$$;

create function access_account() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('aidwitness.account', true), '')::uuid
$$;

-- The access table (access.AccessTable), once more: a test compares the two.
create table access_rule (
  verb  text not null,
  role  text not null,
  reach text not null,
  constraint access_rule_pk primary key (verb, role),
  constraint access_rule_reach_ck check (reach in ('OWN', 'ANY'))
);
grant select on access_rule to aidwitness_app;
insert into access_rule (verb, role, reach) values
  ('REGISTER_SHIPMENTS', 'LOGISTICS', 'OWN'),
  ('REGISTER_SHIPMENTS', 'MANAGER', 'OWN'),
  ('DECLARE', 'LOGISTICS', 'OWN'),
  ('DECLARE', 'MANAGER', 'OWN'),
  ('ASK_THE_GATE', 'LOGISTICS', 'OWN'),
  ('ASK_THE_GATE', 'MANAGER', 'OWN'),
  ('IMPORT', 'LOGISTICS', 'OWN'),
  ('IMPORT', 'MANAGER', 'OWN'),
  ('IMPORT', 'MONITOR', 'OWN'),
  ('IMPORT_HISTORY', 'HISTORIAN', 'OWN'),
  ('SEE_IMPORTS', 'LOGISTICS', 'OWN'),
  ('SEE_IMPORTS', 'MANAGER', 'OWN'),
  ('SEE_IMPORTS', 'HISTORIAN', 'OWN'),
  ('SEE_IMPORTS', 'MONITOR', 'OWN'),
  ('SEE_IMPORTS', 'ADMINISTRATOR', 'OWN'),
  ('KEEP_MAPPINGS', 'LOGISTICS', 'OWN'),
  ('KEEP_MAPPINGS', 'MANAGER', 'OWN'),
  ('KEEP_MAPPINGS', 'MONITOR', 'OWN'),
  ('KEEP_MAPPINGS', 'ADMINISTRATOR', 'OWN'),
  ('ASSIGN_VISITS', 'REVIEWER', 'OWN'),
  ('ASSIGN_VISITS', 'ADMINISTRATOR', 'OWN'),
  ('ATTEST', 'MONITOR', 'OWN'),
  ('STORE_EVIDENCE', 'MONITOR', 'OWN'),
  ('SEE_EVIDENCE', 'MONITOR', 'OWN'),
  ('SEE_EVIDENCE', 'REVIEWER', 'OWN'),
  ('SEE_EVIDENCE', 'AUDITOR', 'OWN'),
  ('SEE_EVIDENCE', 'PROTECTION_OFFICER', 'OWN'),
  ('REVIEW', 'REVIEWER', 'OWN'),
  ('ANSWER_FLAGS', 'REVIEWER', 'OWN'),
  ('KEEP_SITES', 'LOGISTICS', 'ANY'),
  ('KEEP_SITES', 'MANAGER', 'ANY'),
  ('KEEP_SITES', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_COMMODITIES', 'LOGISTICS', 'ANY'),
  ('KEEP_COMMODITIES', 'MANAGER', 'ANY'),
  ('KEEP_COMMODITIES', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_ACCESS_TERMS', 'REVIEWER', 'ANY'),
  ('KEEP_ACCESS_TERMS', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_ORGANISATIONS', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_PROGRAMMES', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_OWN_ACCOUNT', 'LOGISTICS', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'MANAGER', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'HISTORIAN', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'MONITOR', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'REVIEWER', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'DONOR', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'AUDITOR', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'PROTECTION_OFFICER', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'DRAW_CUSTODIAN', 'OWN'),
  ('KEEP_OWN_ACCOUNT', 'ADMINISTRATOR', 'OWN'),
  ('SEE_PEOPLE', 'MANAGER', 'OWN'),
  ('SEE_PEOPLE', 'REVIEWER', 'OWN'),
  ('SEE_PEOPLE', 'PROTECTION_OFFICER', 'OWN'),
  ('SEE_PEOPLE', 'ADMINISTRATOR', 'ANY'),
  ('KEEP_PEOPLE', 'MANAGER', 'OWN'),
  ('KEEP_PEOPLE', 'REVIEWER', 'OWN'),
  ('KEEP_PEOPLE', 'ADMINISTRATOR', 'ANY'),
  ('GRANT_ROLES', 'MANAGER', 'OWN'),
  ('GRANT_ROLES', 'REVIEWER', 'OWN'),
  ('GRANT_ROLES', 'ADMINISTRATOR', 'ANY'),
  ('RECOVER_PEOPLE', 'MANAGER', 'OWN'),
  ('RECOVER_PEOPLE', 'REVIEWER', 'OWN'),
  ('RECOVER_PEOPLE', 'ADMINISTRATOR', 'ANY'),
  ('EXPORT_PEOPLE', 'MANAGER', 'OWN'),
  ('EXPORT_PEOPLE', 'PROTECTION_OFFICER', 'OWN'),
  ('EXPORT_PEOPLE', 'ADMINISTRATOR', 'ANY'),
  ('ERASE_PEOPLE', 'PROTECTION_OFFICER', 'OWN'),
  ('ERASE_PEOPLE', 'ADMINISTRATOR', 'ANY'),
  ('GIVE_ACCESS', 'MANAGER', 'OWN'),
  ('GIVE_ACCESS', 'REVIEWER', 'OWN'),
  ('GIVE_ACCESS', 'PROTECTION_OFFICER', 'OWN'),
  ('KEEP_DEVICES', 'MANAGER', 'OWN'),
  ('KEEP_DEVICES', 'REVIEWER', 'OWN'),
  ('KEEP_DEVICES', 'PROTECTION_OFFICER', 'OWN'),
  ('KEEP_DEVICES', 'ADMINISTRATOR', 'ANY'),
  ('SEE_AUDIT', 'MANAGER', 'OWN'),
  ('SEE_AUDIT', 'REVIEWER', 'OWN'),
  ('SEE_AUDIT', 'AUDITOR', 'OWN'),
  ('SEE_AUDIT', 'PROTECTION_OFFICER', 'OWN'),
  ('SEE_AUDIT', 'ADMINISTRATOR', 'ANY');

-- May the speaker do this at all? A token's scope narrows its account's roles; the empty scope is the whole.
create function access_may(wanted text) returns boolean
language sql stable parallel safe as $$
  select (coalesce(current_setting('aidwitness.scope', true), '') = ''
          or wanted = any (string_to_array(current_setting('aidwitness.scope', true), ',')))
     and exists (select from access_rule r
                  where r.verb = wanted
                    and r.role = any (string_to_array(current_setting('aidwitness.roles', true), ',')))
$$;

-- May the speaker do it for organisations that are not their own?
create function access_may_anywhere(wanted text) returns boolean
language sql stable parallel safe as $$
  select access_may(wanted)
     and exists (select from access_rule r
                  where r.verb = wanted
                    and r.reach = 'ANY'
                    and r.role = any (string_to_array(current_setting('aidwitness.roles', true), ',')))
$$;

-- A closed programme is seen by those who take part in it, and by whom they let in.
alter table registry_programme add column closed boolean not null default false;

-- Which organisations take part in which programme. A part is never erased: it ends.
create table registry_participation (
  programme_id    uuid        not null,
  organisation_id uuid        not null,
  since           timestamptz not null,
  until           timestamptz,
  entered_by      text        not null,
  constraint registry_participation_pk primary key (programme_id, organisation_id, since),
  constraint registry_participation_programme_fk foreign key (programme_id) references registry_programme,
  constraint registry_participation_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint registry_participation_until_ck check (until >= since)
);
create unique index registry_participation_current_uq on registry_participation (programme_id, organisation_id)
  where until is null;
create index registry_participation_organisation on registry_participation (organisation_id);

-- Who takes part already: the parties of waybills, the monitors who look, and who imported.
insert into registry_participation (programme_id, organisation_id, since, entered_by)
select distinct t.programme_id, t.organisation_id, now(), 'aidwitness'
  from (select programme_id, consignor_id as organisation_id from shipment_waybill
        union select programme_id, consignee_id from shipment_waybill
        union select programme_id, carrier_id from shipment_waybill where carrier_id is not null
        union select w.programme_id, v.organisation_id
                from monitoring_visit v join shipment_waybill w on w.id = v.waybill_id
        union select programme_id, organisation_id from exchange_run) t;

-- A permission across organisations: the one lets the other see what it keeps in one programme, for a time.
create table access_grant (
  id                   uuid        not null,
  programme_id         uuid        not null,
  from_organisation_id uuid        not null,
  to_organisation_id   uuid        not null,
  valid_from           timestamptz not null,
  expires_at           timestamptz not null,
  revoked_at           timestamptz,
  reason               text        not null,
  request_id           uuid        not null,
  constraint access_grant_pk primary key (id),
  constraint access_grant_programme_fk foreign key (programme_id) references registry_programme,
  constraint access_grant_from_fk foreign key (from_organisation_id) references registry_organisation,
  constraint access_grant_to_fk foreign key (to_organisation_id) references registry_organisation,
  constraint access_grant_two_ck check (from_organisation_id <> to_organisation_id),
  constraint access_grant_expires_ck check (expires_at > valid_from and expires_at <= valid_from + interval '366 days')
);
create index access_grant_to on access_grant (to_organisation_id);

-- The programmes the speaker takes part in; the programmes the speaker sees.
create function registry_mine() returns setof uuid
language sql stable parallel safe rows 20 as $$
  select p.programme_id
    from registry_participation p
   where p.organisation_id = access_organisation()
     and p.until is null
$$;

create function registry_seen() returns setof uuid
language sql stable parallel safe rows 100 as $$
  select p.id from registry_programme p where not p.closed
  union all
  select registry_mine()
  union all
  select g.programme_id
    from access_grant g
   where g.to_organisation_id = access_organisation()
     and g.revoked_at is null
     and now() between g.valid_from and g.expires_at
$$;

-- Statements are written by those who may make them, in programmes they take part in.
create procedure access_row_policies(of_table regclass, seen text, said text)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', of_table);
  execute format('alter table %s force row level security', of_table);
  execute format('create policy work on %s to aidwitness_work using (true) with check (true)', of_table);
  execute format('create policy seen on %s for select to aidwitness_app using (%s)', of_table, seen);
  if said is not null then
    execute format('create policy said on %s for insert to aidwitness_app with check (%s)', of_table, said);
  end if;
end
$$;

-- Registry: reference data is everybody's to read. An import may enter what its table names, and says which import it was.
alter table registry_organisation add column import_run_id uuid;
alter table registry_site add column import_run_id uuid;
alter table registry_commodity add column import_run_id uuid;
alter table registry_organisation add constraint registry_organisation_run_fk
  foreign key (import_run_id) references exchange_run;
alter table registry_site add constraint registry_site_run_fk foreign key (import_run_id) references exchange_run;
alter table registry_commodity add constraint registry_commodity_run_fk
  foreign key (import_run_id) references exchange_run;
call access_row_policies('registry_organisation', 'true',
  '(select access_may(''KEEP_ORGANISATIONS''))
     or import_run_id in (select r.id from exchange_run r) and (select access_may(''IMPORT''))');
call access_row_policies('registry_relation', 'true', '(select access_may(''KEEP_ORGANISATIONS''))');
call access_row_policies('registry_site', 'true',
  '(select access_may(''KEEP_SITES''))
     or import_run_id in (select r.id from exchange_run r) and (select access_may(''IMPORT''))');
call access_row_policies('registry_commodity', 'true',
  '(select access_may(''KEEP_COMMODITIES''))
     or import_run_id in (select r.id from exchange_run r) and (select access_may(''IMPORT''))');
call access_row_policies('registry_lot', 'true', '(select access_may(''KEEP_COMMODITIES''))');
call access_row_policies('registry_access_terms', 'true', '(select access_may(''KEEP_ACCESS_TERMS''))');
call access_row_policies('registry_programme',
  'not closed or (select access_may_anywhere(''KEEP_PROGRAMMES''))
     or id in (select registry_mine())
     or id in (select g.programme_id from access_grant g
                where g.to_organisation_id = (select access_organisation())
                  and g.revoked_at is null and now() between g.valid_from and g.expires_at)',
  '(select access_may(''KEEP_PROGRAMMES''))');
call access_row_policies('registry_participation',
  'organisation_id = (select access_organisation()) or (select access_may_anywhere(''KEEP_PROGRAMMES''))',
  '(select access_may(''KEEP_PROGRAMMES''))');
call access_row_policies('registry_contribution',
  'programme_id in (select registry_seen()) or (select access_may_anywhere(''KEEP_PROGRAMMES''))',
  '(select access_may(''KEEP_PROGRAMMES''))');
call access_row_policies('registry_policy',
  'programme_id in (select registry_seen()) or (select access_may_anywhere(''KEEP_PROGRAMMES''))',
  '(select access_may(''KEEP_PROGRAMMES''))');
create policy changed on registry_organisation for update to aidwitness_app
  using ((select access_may('KEEP_ORGANISATIONS')));
create policy changed on registry_relation for update to aidwitness_app
  using ((select access_may('KEEP_ORGANISATIONS')));
create policy changed on registry_access_terms for update to aidwitness_app
  using ((select access_may('KEEP_ACCESS_TERMS')));
create policy changed on registry_participation for update to aidwitness_app
  using ((select access_may('KEEP_PROGRAMMES')));
grant select, insert on registry_participation to aidwitness_app;
grant update (until) on registry_participation to aidwitness_app;

-- Exchange: an organisation's files are its own.
call access_row_policies('exchange_mapping',
  '(organisation_id is null or organisation_id = (select access_organisation()))
     and (select access_may(''SEE_IMPORTS''))',
  'organisation_id = (select access_organisation()) and (select access_may(''KEEP_MAPPINGS''))');
call access_row_policies('exchange_run',
  'organisation_id = (select access_organisation())
     and (select access_may(''SEE_IMPORTS'') or access_may(''IMPORT''))',
  'organisation_id = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''IMPORT'')) and (not history or (select access_may(''IMPORT_HISTORY'')))');
call access_row_policies('exchange_outcome',
  'exists (select from exchange_run r where r.id = run_id)',
  'exists (select from exchange_run r where r.id = run_id)');
call access_row_policies('exchange_problem',
  'exists (select from exchange_run r where r.id = run_id)',
  'exists (select from exchange_run r where r.id = run_id)');

alter table shipment_consignment add column import_run_id uuid;
alter table shipment_consignment add constraint shipment_consignment_run_fk
  foreign key (import_run_id) references exchange_run;

-- Shipments: said by a party for itself, or told as history by a run that was marked as such.
call access_row_policies('shipment_consignment',
  'programme_id in (select registry_seen())',
  'programme_id in (select registry_mine())
     and ((select access_may(''REGISTER_SHIPMENTS''))
          or import_run_id in (select r.id from exchange_run r where r.history)
             and (select access_may(''IMPORT_HISTORY'')))');
call access_row_policies('shipment_leg',
  'exists (select from shipment_consignment c where c.id = consignment_id)',
  'exists (select from shipment_consignment c where c.id = consignment_id
             and c.programme_id in (select registry_mine())
             and ((select access_may(''REGISTER_SHIPMENTS''))
                  or c.import_run_id in (select r.id from exchange_run r where r.history)
                     and (select access_may(''IMPORT_HISTORY''))))');
call access_row_policies('shipment_waybill',
  'programme_id in (select registry_seen())',
  'programme_id in (select registry_mine())
     and (consignor_id = (select access_organisation())
            and (select access_may(''REGISTER_SHIPMENTS''))
          or import_run_id in (select r.id from exchange_run r where r.history)
            and (select access_may(''IMPORT_HISTORY'')))');
call access_row_policies('shipment_line',
  'exists (select from shipment_waybill w where w.id = waybill_id)',
  'exists (select from shipment_waybill w where w.id = waybill_id and w.programme_id in (select registry_mine()))
     and ((select access_may(''REGISTER_SHIPMENTS''))
          or import_run_id in (select r.id from exchange_run r where r.history)
             and (select access_may(''IMPORT_HISTORY'')))');
call access_row_policies('gate_clearance',
  'programme_id in (select registry_seen())',
  'programme_id in (select registry_mine())
     and ((select access_may(''ASK_THE_GATE'') or access_may(''DECLARE''))
          or import_run_id in (select r.id from exchange_run r where r.history)
             and (select access_may(''IMPORT_HISTORY'')))');
call access_row_policies('shipment_declaration',
  'exists (select from shipment_waybill w where w.id = waybill_id)',
  '(organisation_id = (select access_organisation()) and (select access_may(''DECLARE''))
      or import_run_id in (select r.id from exchange_run r where r.history)
         and (select access_may(''IMPORT_HISTORY'')))
     and exists (select from shipment_waybill w where w.id = waybill_id
                   and w.programme_id in (select registry_mine()))');
call access_row_policies('shipment_declaration_line',
  'exists (select from shipment_declaration d where d.id = declaration_id)',
  'exists (select from shipment_declaration d where d.id = declaration_id
             and (d.organisation_id = (select access_organisation())
                  or d.import_run_id in (select r.id from exchange_run r where r.history)))
     and (select access_may(''DECLARE'') or access_may(''IMPORT_HISTORY''))');

-- Monitoring: who will look is known to who looks and to those who assign; what was seen is known to all who see the programme.
call access_row_policies('monitoring_visit',
  'organisation_id = (select access_organisation())
     or (select access_may(''ASSIGN_VISITS''))
        and exists (select from shipment_waybill w where w.id = waybill_id
                      and w.programme_id in (select registry_mine()))',
  '(select access_may(''ASSIGN_VISITS''))
     and exists (select from shipment_waybill w where w.id = waybill_id
                   and w.programme_id in (select registry_mine()))');
call access_row_policies('monitoring_attestation',
  'exists (select from shipment_waybill w where w.id = waybill_id)',
  'organisation_id = (select access_organisation()) and (select access_may(''ATTEST''))
     and exists (select from shipment_waybill w where w.id = waybill_id
                   and w.programme_id in (select registry_mine()))');
call access_row_policies('monitoring_observation',
  'exists (select from monitoring_attestation a where a.id = attestation_id)',
  'exists (select from monitoring_attestation a where a.id = attestation_id
             and a.organisation_id = (select access_organisation()))
     and (select access_may(''ATTEST''))');
call access_row_policies('monitoring_review',
  'exists (select from monitoring_attestation a where a.id = attestation_id)',
  '(select access_may(''REVIEW''))
     and exists (select from monitoring_attestation a
                   join shipment_waybill w on w.id = a.waybill_id
                  where a.id = attestation_id and w.programme_id in (select registry_mine()))');
call access_row_policies('monitoring_evidence_link',
  'exists (select from monitoring_attestation a where a.id = attestation_id)',
  'exists (select from monitoring_attestation a where a.id = attestation_id
             and a.organisation_id = (select access_organisation()))
     and (select access_may(''ATTEST''))');

-- A picture belongs to the organisation that stored it: two may hold the same bytes and know nothing of each other.
alter table monitoring_evidence disable trigger monitoring_evidence_insert_only;
alter table monitoring_evidence add column organisation_id uuid;
update monitoring_evidence e
   set organisation_id = coalesce(
         (select a.organisation_id from access_account a where a.name = e.stored_by),
         (select a.organisation_id from monitoring_evidence_link l
            join monitoring_attestation a on a.id = l.attestation_id
           where l.sha256 = e.sha256 order by a.accepted_at limit 1));
alter table monitoring_evidence enable always trigger monitoring_evidence_insert_only;
alter table monitoring_evidence alter column organisation_id set not null;
alter table monitoring_evidence_link drop constraint monitoring_evidence_link_sha256_fk;
alter table monitoring_evidence drop constraint monitoring_evidence_pk;
alter table monitoring_evidence add constraint monitoring_evidence_pk primary key (organisation_id, sha256);
alter table monitoring_evidence add constraint monitoring_evidence_organisation_fk
  foreign key (organisation_id) references registry_organisation;
alter table monitoring_evidence_link disable trigger monitoring_evidence_link_insert_only;
alter table monitoring_evidence_link add column organisation_id uuid;
update monitoring_evidence_link l
   set organisation_id = (select e.organisation_id from monitoring_evidence e where e.sha256 = l.sha256);
alter table monitoring_evidence_link enable always trigger monitoring_evidence_link_insert_only;
alter table monitoring_evidence_link alter column organisation_id set not null;
alter table monitoring_evidence_link add constraint monitoring_evidence_link_sha256_fk
  foreign key (organisation_id, sha256) references monitoring_evidence (organisation_id, sha256);
-- Seen by its own, and by whom its organisation lets in for a programme that the picture is about.
call access_row_policies('monitoring_evidence',
  '(select access_may(''SEE_EVIDENCE''))
     and (organisation_id = (select access_organisation())
          or exists (select from monitoring_evidence_link l
                       join monitoring_attestation a on a.id = l.attestation_id
                       join shipment_waybill w on w.id = a.waybill_id
                       join access_grant g on g.programme_id = w.programme_id
                        and g.from_organisation_id = l.organisation_id
                        and g.to_organisation_id = (select access_organisation())
                        and g.revoked_at is null and now() between g.valid_from and g.expires_at
                      where l.organisation_id = monitoring_evidence.organisation_id
                        and l.sha256 = monitoring_evidence.sha256))',
  'organisation_id = (select access_organisation()) and (select access_may(''STORE_EVIDENCE''))');

-- What the gate may know of assignments: that somebody will look, and for whom they work. Read with its owner's rights,
-- for the party that asks must not learn who will come.
create view monitoring_watch as
  select v.id, v.waybill_id, v.organisation_id, v.window_from, v.window_to, v.assigned_at
    from monitoring_visit v
    join shipment_waybill w on w.id = v.waybill_id
   where w.programme_id in (select registry_seen());
grant select on monitoring_watch to aidwitness_app;

-- Verification: derived by the program alone; a person only answers flags.
call access_row_policies('verification_delivery', 'programme_id in (select registry_seen())', null);
call access_row_policies('verification_flag', 'programme_id in (select registry_seen())', null);
create policy changed on verification_flag for update to aidwitness_app
  using ((select access_may('ANSWER_FLAGS')) and programme_id in (select registry_mine()));
call access_row_policies('verification_flag_step',
  'exists (select from verification_flag f where f.id = flag_id)',
  '(select access_may(''ANSWER_FLAGS''))
     and exists (select from verification_flag f where f.id = flag_id
                   and f.programme_id in (select registry_mine()))');
call access_row_policies('verification_open_flag', 'programme_id in (select registry_seen())', null);
call access_row_policies('verification_unjudged', 'false', null);
revoke insert, update, delete on verification_delivery from aidwitness_app;
revoke insert, delete on verification_open_flag from aidwitness_app;
revoke all on verification_unjudged from aidwitness_app;
grant select, insert, delete on verification_open_flag to aidwitness_work;
grant select, insert, update, delete on verification_unjudged to aidwitness_work;
revoke insert on verification_flag from aidwitness_app;
grant select, insert, update, delete on verification_delivery to aidwitness_work;
grant select, insert on verification_flag to aidwitness_work;

-- The journal: a request leaves its row in the queue; only the program numbers and reads.
revoke all on journal_queue, journal_entry, journal_head, journal_follower from aidwitness_app;
grant insert on journal_queue to aidwitness_app;
grant select, insert, delete, update on journal_queue to aidwitness_work;
grant select, insert on journal_entry to aidwitness_work;
grant select, update on journal_head to aidwitness_work;
grant select, insert, update on journal_follower to aidwitness_work;

-- Later migrations use it too; nobody else may.
revoke all on procedure access_row_policies(regclass, text, text) from public;

-- Views answer with the rights of who asks, or they would be a hole in the wall.
do $$
declare
  one regclass;
begin
  for one in select c.oid::regclass from pg_class c
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and c.relname <> 'monitoring_watch' loop
    execute format('alter view %s set (security_invoker = true)', one);
  end loop;
end
$$;

grant select on access_grant to aidwitness_app;
