-- People whom an OpenID Connect provider vouches for have a subject in place of a login. They count as people where two
-- are needed, and nobody here changes the roles that the provider gives them.
create or replace function access_two_people() returns trigger
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
