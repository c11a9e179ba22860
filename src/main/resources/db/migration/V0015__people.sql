-- People: how they sign in, what they may do, and what they did.

alter table access_account drop constraint access_account_roles_ck;
alter table access_account add constraint access_account_roles_ck check (roles <@ array
  ['LOGISTICS', 'MANAGER', 'HISTORIAN', 'MONITOR', 'REVIEWER', 'DONOR', 'AUDITOR', 'PROTECTION_OFFICER',
   'DRAW_CUSTODIAN', 'ADMINISTRATOR']);
-- The name is a pseudonym and stands under statements; the login is personal, and goes when the person is erased.
alter table access_account add column login text;
alter table access_account add column subject text;
alter table access_account add column erased_at timestamptz;
alter table access_account add constraint access_account_login_uq unique (login);
alter table access_account add constraint access_account_subject_uq unique (subject);
alter table access_account add constraint access_account_login_ck check (login = lower(login) and length(login) between 3 and 100);
alter table access_account add constraint access_account_erased_ck check (
  erased_at is null or (login is null and subject is null and disabled_at is not null and roles = '{}'));
create index access_account_organisation on access_account (organisation_id, name);

-- What a person proves themselves with. No request reads or writes this; only the program does, when it signs people in.
create table access_credential (
  account_id   uuid        not null,
  password     text,
  password_at  timestamptz,
  codes        bytea,
  codes_at     timestamptz,
  codes_step   bigint,
  failures     integer     not null default 0,
  failed_at    timestamptz,
  constraint access_credential_pk primary key (account_id),
  constraint access_credential_account_fk foreign key (account_id) references access_account,
  constraint access_credential_password_ck check ((password is null) = (password_at is null) and password like '$argon2id$%'),
  constraint access_credential_failures_ck check (failures >= 0)
);

create table access_recovery_code (
  account_id uuid        not null,
  digest     bytea       not null,
  used_at    timestamptz,
  constraint access_recovery_code_pk primary key (account_id, digest),
  constraint access_recovery_code_account_fk foreign key (account_id) references access_account,
  constraint access_recovery_code_digest_ck check (octet_length(digest) = 32)
);

-- A link that lets somebody set their password once: the first administrator, a new person, a person let in again.
create table access_invitation (
  digest     bytea       not null,
  account_id uuid        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint access_invitation_pk primary key (digest),
  constraint access_invitation_account_fk foreign key (account_id) references access_account,
  constraint access_invitation_digest_ck check (octet_length(digest) = 32),
  constraint access_invitation_expires_ck check (expires_at > created_at)
);

-- Who is signed in where. Of the cookie only the digest is kept. A session counts when it is complete: password and code.
create table access_session (
  id         uuid        not null,
  digest     bytea       not null,
  account_id uuid        not null,
  method     text        not null,
  complete   boolean     not null,
  address    text        not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz,
  constraint access_session_pk primary key (id),
  constraint access_session_digest_uq unique (digest),
  constraint access_session_account_fk foreign key (account_id) references access_account,
  constraint access_session_digest_ck check (octet_length(digest) = 32),
  constraint access_session_method_ck check (method in ('PASSWORD', 'OIDC'))
);
create index access_session_account on access_session (account_id, started_at desc);

alter table access_token add column id uuid;
update access_token set id = gen_random_uuid();
alter table access_token alter column id set not null;
alter table access_token add column label text not null default '';
alter table access_token add column scope text[] not null default '{}';
alter table access_token add column last_used_at timestamptz;
alter table access_token add constraint access_token_id_uq unique (id);
alter table access_token add constraint access_token_label_ck check (length(label) <= 100);
create index access_token_account on access_token (account_id, created_at desc);

-- What two people must agree on. A request and its decision are never changed.
create table access_request (
  id              uuid        not null,
  verb            text        not null,
  organisation_id uuid        not null,
  account_id      uuid,
  details         jsonb       not null,
  reason          text        not null,
  requested_by    uuid        not null,
  requested_at    timestamptz not null,
  expires_at      timestamptz not null,
  constraint access_request_pk primary key (id),
  constraint access_request_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint access_request_account_fk foreign key (account_id) references access_account,
  constraint access_request_requested_fk foreign key (requested_by) references access_account,
  constraint access_request_verb_ck check (verb in
    ('GRANT_ROLES', 'RECOVER_PEOPLE', 'EXPORT_PEOPLE', 'ERASE_PEOPLE', 'GIVE_ACCESS')),
  constraint access_request_reason_ck check (length(reason) between 1 and 1000),
  constraint access_request_expires_ck check (expires_at > requested_at)
);
create index access_request_list on access_request (organisation_id, requested_at desc, id);

create table access_decision (
  request_id uuid        not null,
  accepted   boolean     not null,
  -- Whoever decides is another than who asked; null only for the very first administrator, who has nobody to ask.
  decided_by uuid,
  reason     text        not null,
  decided_at timestamptz not null,
  constraint access_decision_pk primary key (request_id),
  constraint access_decision_request_fk foreign key (request_id) references access_request,
  constraint access_decision_decided_fk foreign key (decided_by) references access_account
);
alter table access_grant add constraint access_grant_request_fk foreign key (request_id) references access_decision;

-- People whom an OpenID Connect provider vouches for have a subject in place of a login. They count as people where two
-- are needed, and nobody here changes the roles that the provider gives them.
create function access_two_people() returns trigger
language plpgsql as $$
declare
  asked access_request;
begin
  select * into asked from access_request where id = new.request_id;
  if asked.id is null then
    raise exception 'there is no such request' using errcode = 'check_violation', constraint = 'access_decision_request_ck';
  end if;
  if new.decided_by = asked.requested_by and new.accepted then
    raise exception 'a second person must agree' using errcode = 'check_violation', constraint = 'access_decision_two_ck';
  end if;
  if new.decided_at > asked.expires_at then
    raise exception 'the request has expired' using errcode = 'check_violation', constraint = 'access_decision_expired_ck';
  end if;
  if new.decided_by is null and (asked.verb <> 'GRANT_ROLES' or (
       select count(*) from access_account a
        where 'ADMINISTRATOR' = any (a.roles) and (a.login is not null or a.subject is not null)) > 1) then
    raise exception 'a second person must agree' using errcode = 'check_violation', constraint = 'access_decision_two_ck';
  end if;
  if new.accepted and asked.account_id is not null and not exists (
       select from access_account a where a.id = asked.account_id and a.organisation_id = asked.organisation_id) then
    raise exception 'the request is about somebody of another organisation'
      using errcode = 'check_violation', constraint = 'access_decision_organisation_ck';
  end if;
  if new.accepted and asked.verb = 'GRANT_ROLES' and exists (
       select from access_account a where a.id = asked.account_id and a.subject is not null) then
    raise exception 'the roles of this person come from the provider'
      using errcode = 'check_violation', constraint = 'access_decision_provider_ck';
  end if;
  if new.accepted and asked.details -> 'roles' ? 'ADMINISTRATOR' and not access_may_anywhere('GRANT_ROLES') then
    raise exception 'only an administrator makes an administrator'
      using errcode = 'check_violation', constraint = 'access_decision_administrator_ck';
  end if;
  return new;
end
$$;
create trigger access_two_people before insert on access_decision
  for each row execute function access_two_people();
alter table access_decision enable always trigger access_two_people;

-- What was agreed takes effect in the transaction of the second yes, with the owner's rights: roles change, people are
-- erased and access is given in no other way.
create function access_agreed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  asked access_request;
begin
  if not new.accepted then
    return null;
  end if;
  select * into asked from access_request where id = new.request_id;
  if asked.verb = 'GRANT_ROLES' then
    update access_account
       set roles = array(select jsonb_array_elements_text(asked.details -> 'roles'))
     where id = asked.account_id and erased_at is null;
  elsif asked.verb = 'GIVE_ACCESS' then
    -- Nobody lets others see what they do not see themselves.
    if not exists (select from registry_participation p
                    where p.programme_id = (asked.details ->> 'programme')::uuid
                      and p.organisation_id = asked.organisation_id and p.until is null) then
      raise exception 'the organisation takes no part in this programme'
        using errcode = 'check_violation', constraint = 'access_grant_own_ck';
    end if;
    insert into access_grant
           (id, programme_id, from_organisation_id, to_organisation_id, valid_from, expires_at, reason, request_id)
    values (asked.id, (asked.details ->> 'programme')::uuid, asked.organisation_id, (asked.details ->> 'to')::uuid,
            new.decided_at, (asked.details ->> 'until')::timestamptz, asked.reason, asked.id);
  elsif asked.verb = 'ERASE_PEOPLE' then
    delete from access_recovery_code where account_id = asked.account_id;
    delete from access_credential where account_id = asked.account_id;
    update access_session set ended_at = new.decided_at where account_id = asked.account_id and ended_at is null;
    update access_token set expires_at = new.decided_at
     where account_id = asked.account_id and expires_at > new.decided_at;
    update access_account
       set login = null, subject = null, roles = '{}', erased_at = new.decided_at,
           disabled_at = coalesce(disabled_at, new.decided_at)
     where id = asked.account_id;
  end if;
  return null;
end
$$;
create trigger access_agreed after insert on access_decision
  for each row execute function access_agreed();
alter table access_decision enable always trigger access_agreed;

-- Who takes part no more lets nobody in any more.
create function access_part_ended() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update access_grant set revoked_at = new.until
   where programme_id = new.programme_id and from_organisation_id = new.organisation_id and revoked_at is null;
  return null;
end
$$;
create trigger access_part_ended after update of until on registry_participation
  for each row when (new.until is not null) execute function access_part_ended();
alter table registry_participation enable always trigger access_part_ended;

-- The programmes that one's own organisation takes part in.
create view access_own_programme with (security_invoker = true) as
  select programme_id from registry_mine() as programme_id;
grant select on access_own_programme to aidwitness_app;

-- Organisations, for those who know only whom people work for.
create view access_member_organisation with (security_invoker = true) as
  select id, code, name from registry_organisation;
grant select on access_member_organisation to aidwitness_app;

create table access_device (
  id              uuid        not null,
  organisation_id uuid        not null,
  account_id      uuid        not null,
  label           text        not null,
  enrolled_by     text        not null,
  enrolled_at     timestamptz not null,
  revoked_at      timestamptz,
  revoked_reason  text,
  constraint access_device_pk primary key (id),
  constraint access_device_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint access_device_account_fk foreign key (account_id) references access_account,
  constraint access_device_label_uq unique (organisation_id, label),
  constraint access_device_label_ck check (length(label) between 1 and 100),
  constraint access_device_revoked_ck check ((revoked_at is null) = (revoked_reason is null))
);

-- Every security-relevant act. There is no switch, no update and no deletion.
create table access_audit (
  id              uuid        not null,
  at              timestamptz not null,
  act             text        not null,
  account_id      uuid,
  name            text        not null,
  organisation_id uuid,
  subject         text        not null,
  reason          text        not null,
  address         text        not null,
  constraint access_audit_pk primary key (id),
  constraint access_audit_organisation_fk foreign key (organisation_id) references registry_organisation
);
create index access_audit_list on access_audit (at desc, id);
create index access_audit_organisation on access_audit (organisation_id, at desc, id);
create index access_audit_account on access_audit (account_id, at desc, id);

do $$
declare
  kept text;
begin
  foreach kept in array array['access_audit', 'access_request', 'access_decision'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', kept);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', kept);
  end loop;
end
$$;

-- The second wall around people.
revoke all on access_account, access_token, access_grant from aidwitness_app;
call access_row_policies('access_account',
  'id = (select access_account())
     or organisation_id = (select access_organisation()) and (select access_may(''SEE_PEOPLE''))
     or (select access_may_anywhere(''SEE_PEOPLE''))',
  'roles = ''{}'' and (organisation_id = (select access_organisation()) and (select access_may(''KEEP_PEOPLE''))
     or (select access_may_anywhere(''KEEP_PEOPLE'')))');
-- Who keeps an organisation's people does not shut out who keeps the installation.
create policy changed on access_account for update to aidwitness_app
  using (organisation_id = (select access_organisation()) and (select access_may('KEEP_PEOPLE'))
           and not 'ADMINISTRATOR' = any (roles)
         or (select access_may_anywhere('KEEP_PEOPLE')));
grant select, insert on access_account to aidwitness_app;
grant update (disabled_at) on access_account to aidwitness_app;
-- Roles are granted, and people let in, by the program when two have agreed: no request writes them.
grant update (roles, login, subject, name, disabled_at, erased_at) on access_account to aidwitness_work;

-- One's own tokens, and those of machines that one keeps. Nobody issues a token that speaks for another person.
create function access_keeps_machine(of_account uuid) returns boolean
language sql stable as $$
  select access_may('KEEP_PEOPLE')
     and exists (select from access_account a
                  where a.id = of_account and a.login is null and a.subject is null
                    and (a.organisation_id = access_organisation() or access_may_anywhere('KEEP_PEOPLE')))
$$;
call access_row_policies('access_token',
  'account_id = (select access_account()) and (select access_may(''KEEP_OWN_ACCOUNT''))
     or access_keeps_machine(account_id)',
  'account_id = (select access_account()) and (select access_may(''KEEP_OWN_ACCOUNT''))
     or access_keeps_machine(account_id)');
create policy changed on access_token for update to aidwitness_app
  using (account_id = (select access_account()) and (select access_may('KEEP_OWN_ACCOUNT'))
         or access_keeps_machine(account_id));
grant select, insert on access_token to aidwitness_app;
grant update (expires_at) on access_token to aidwitness_app;
grant update (last_used_at) on access_token to aidwitness_work;

call access_row_policies('access_session', 'account_id = (select access_account())', null);
create policy changed on access_session for update to aidwitness_app using (account_id = (select access_account()));
grant select on access_session to aidwitness_app;
grant update (ended_at) on access_session to aidwitness_app;
grant insert, update (complete, seen_at, ended_at, digest) on access_session to aidwitness_work;

call access_row_policies('access_credential', 'false', null);
call access_row_policies('access_recovery_code', 'false', null);
call access_row_policies('access_invitation', 'false', null);
grant select, insert, update, delete on access_credential, access_recovery_code to aidwitness_work;
grant select, insert, update on access_invitation to aidwitness_work;

call access_row_policies('access_request',
  'requested_by = (select access_account())
     or organisation_id = (select access_organisation()) and (select access_may(verb))
     or (select access_may_anywhere(''GRANT_ROLES''))',
  'requested_by = (select access_account()) and access_may(verb)
     and (organisation_id = (select access_organisation()) or access_may_anywhere(verb))');
call access_row_policies('access_decision',
  'exists (select from access_request r where r.id = request_id)',
  '(decided_by = (select access_account()) or decided_by is null)
     and exists (select from access_request r
                  where r.id = request_id
                    and access_may(r.verb)
                    and (r.organisation_id = (select access_organisation()) or access_may_anywhere(r.verb)))');
grant select, insert on access_request, access_decision to aidwitness_app;

call access_row_policies('access_grant',
  'to_organisation_id = (select access_organisation())
     or from_organisation_id = (select access_organisation())
        and (select access_may(''SEE_PEOPLE'') or access_may(''GIVE_ACCESS''))
     or (select access_may_anywhere(''SEE_PEOPLE''))', null);
create policy changed on access_grant for update to aidwitness_app
  using (from_organisation_id = (select access_organisation()) and (select access_may('GIVE_ACCESS')));
grant select on access_grant to aidwitness_app;
grant update (revoked_at) on access_grant to aidwitness_app;
grant insert on access_grant to aidwitness_work;

call access_row_policies('access_device',
  '(organisation_id = (select access_organisation()) and (select access_may(''KEEP_DEVICES'')))
     or account_id = (select access_account()) or (select access_may_anywhere(''KEEP_DEVICES''))',
  '(organisation_id = (select access_organisation()) and (select access_may(''KEEP_DEVICES'')))
     or (select access_may_anywhere(''KEEP_DEVICES''))');
create policy changed on access_device for update to aidwitness_app
  using (organisation_id = (select access_organisation()) and (select access_may('KEEP_DEVICES'))
         or (select access_may_anywhere('KEEP_DEVICES')));
grant select, insert on access_device to aidwitness_app;
grant update (revoked_at, revoked_reason) on access_device to aidwitness_app;

call access_row_policies('access_audit',
  'organisation_id = (select access_organisation()) and (select access_may(''SEE_AUDIT''))
     or (select access_may_anywhere(''SEE_AUDIT''))',
  'account_id is not distinct from (select access_account())
     and organisation_id is not distinct from (select access_organisation())');
grant select, insert on access_audit to aidwitness_app;

-- A reviewer never accepts what they saw themselves, and the same account never tells both ends of a leg.
create function monitoring_second_person() returns trigger
language plpgsql as $$
begin
  if exists (select from monitoring_attestation a
              where a.id = new.attestation_id
                and new.reviewer in (a.monitor, a.accepted_by)) then
    raise exception 'an attestation is reviewed by somebody else than who made it'
      using errcode = 'check_violation', constraint = 'monitoring_review_own_work_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_second_person before insert on monitoring_review
  for each row execute function monitoring_second_person();
alter table monitoring_review enable always trigger monitoring_second_person;

create function shipment_two_accounts() returns trigger
language plpgsql as $$
begin
  if new.import_run_id is null and exists (
       select from shipment_declaration d
        where d.waybill_id = new.waybill_id
          and d.kind in ('DISPATCHED', 'RECEIVED')
          and d.kind <> new.kind
          and d.import_run_id is null
          and d.accepted_by = new.accepted_by
          and not exists (select from shipment_declaration s where s.supersedes = d.id)) then
    raise exception 'one account may not tell both ends of a leg'
      using errcode = 'check_violation', constraint = 'shipment_declaration_two_parties_ck';
  end if;
  return new;
end
$$;
create trigger shipment_two_accounts before insert on shipment_declaration
  for each row when (new.kind in ('DISPATCHED', 'RECEIVED')) execute function shipment_two_accounts();
alter table shipment_declaration enable always trigger shipment_two_accounts;
