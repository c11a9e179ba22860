-- What is told of a visit beyond what was seen, and what shows whether it can have been as it is told.

-- Which languages are spoken at a site (BCP 47); null where nobody has said.
alter table registry_site add column languages text[];
alter table registry_site add constraint registry_site_languages_ck check (cardinality(languages) between 1 and 20);

-- Whether the position came from a program that invents positions; null where the device does not say.
alter table monitoring_attestation add column mock_location boolean;

-- Of a picture: a 64-bit perceptual hash, alike for pictures that look alike, and the time its camera wrote into it. They
-- stand once more beside the statement that shows the picture, with its place and time, so that pictures are compared
-- within an index, and by whoever sees the statement, not the picture.
alter table monitoring_evidence add column perceptual_hash bigint;
alter table monitoring_evidence add column taken_at timestamptz;
alter table monitoring_evidence_link add column perceptual_hash bigint;
alter table monitoring_evidence_link add column taken_at timestamptz;
alter table monitoring_evidence_link add column site_id uuid;
alter table monitoring_evidence_link add column monitor text;
alter table monitoring_evidence_link add column happened_at timestamptz;
create index monitoring_evidence_link_site on monitoring_evidence_link (site_id, happened_at)
  include (attestation_id, sha256, perceptual_hash) where perceptual_hash is not null;
create index monitoring_evidence_link_monitor on monitoring_evidence_link (organisation_id, monitor, happened_at)
  include (attestation_id, sha256, perceptual_hash) where perceptual_hash is not null;

create function monitoring_evidence_link_tells() returns trigger
language plpgsql as $$
begin
  select e.perceptual_hash, e.taken_at, a.site_id, a.monitor, a.happened_at
    into new.perceptual_hash, new.taken_at, new.site_id, new.monitor, new.happened_at
    from monitoring_evidence e, monitoring_attestation a
   where e.organisation_id = new.organisation_id
     and e.sha256 = new.sha256
     and a.id = new.attestation_id;
  return new;
end
$$;
create trigger monitoring_evidence_link_tells
  before insert on monitoring_evidence_link
  for each row execute function monitoring_evidence_link_tells();
alter table monitoring_evidence_link enable always trigger monitoring_evidence_link_tells;

-- A monitor's way from visit to visit. It begins with the organisation, so the index on that alone is not needed any more.
create index monitoring_attestation_monitor on monitoring_attestation (organisation_id, monitor, happened_at, id);
drop index monitoring_attestation_organisation;
create index monitoring_attestation_spot on monitoring_attestation
  (organisation_id, monitor, (round(latitude::numeric, 6)), (round(longitude::numeric, 6)), happened_at)
  where latitude is not null;
create index monitoring_accreditation_monitor on monitoring_accreditation (organisation_id, monitor);

-- When something was told first: a statement that corrects others is as late as the first of them.
create function shipment_first_told(of_declaration uuid) returns timestamptz
language sql stable as $$
  with recursive told as (
    select d.supersedes, d.accepted_at from shipment_declaration d where d.id = of_declaration
    union all
    select d.supersedes, d.accepted_at from told t join shipment_declaration d on d.id = t.supersedes)
  select min(accepted_at) from told
$$;

create function monitoring_first_told(of_attestation uuid) returns timestamptz
language sql stable as $$
  with recursive told as (
    select a.supersedes, a.accepted_at from monitoring_attestation a where a.id = of_attestation
    union all
    select a.supersedes, a.accepted_at from told t join monitoring_attestation a on a.id = t.supersedes)
  select min(accepted_at) from told
$$;

-- verification: declarations that correct another, and when the first of them was told.
create view verification_case_correction with (security_invoker = true) as
  select d.id as declaration_id, shipment_first_told(d.id) as told_at
    from shipment_declaration d
   where d.supersedes is not null;

-- verification: how the goods travel, and for which programme.
create view verification_case_carriage with (security_invoker = true) as
  select w.id as waybill_id, w.programme_id, w.mode from shipment_waybill w;

-- verification: what counts of all that monitors said about being somewhere: neither corrected nor rejected, and told by
-- themselves, not by a file.
create view verification_case_seen with (security_invoker = true) as
  select a.id, a.waybill_id, a.site_id, a.visit_id, a.organisation_id, a.monitor, a.verdict,
         a.happened_at, a.latitude, a.longitude, a.accuracy_m, a.mock_location,
         round(a.latitude::numeric, 6) as spot_latitude,
         round(a.longitude::numeric, 6) as spot_longitude,
         case when a.supersedes is null then a.accepted_at else monitoring_first_told(a.id) end as told_at,
         (select t.languages from registry_site t where t.id = a.site_id) as languages
    from monitoring_attestation a
   where a.import_run_id is null
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
     and coalesce((select r.accepted from monitoring_review r
                    where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1), true);

-- verification: who came to a site, whatever became of what they said. It is asked in the order of time for the latest few,
-- and these are then looked up in the view before.
create view verification_case_caller with (security_invoker = true) as
  select a.id, a.site_id, a.organisation_id, a.monitor, a.happened_at
    from monitoring_attestation a
   where a.import_run_id is null and a.verdict <> 'ACCESS_DENIED';

-- verification: whether who looked speaks a language of the place; no row where nobody knows. Read with its owner's
-- rights, for it follows from an accreditation that only the monitor's organisation sees; which languages they speak, the
-- view does not tell.
create view verification_case_speaking as
  select a.id as attestation_id,
         (select bool_or(exists (select from unnest(t.languages) as spoken
                                  where lower(split_part(spoken, '-', 1)) = lower(split_part(known, '-', 1))))
            from monitoring_accreditation c, unnest(c.languages) as known
           where c.organisation_id = a.organisation_id
             and c.monitor = a.monitor
             and (a.happened_at at time zone 'UTC')::date between c.valid_from and c.valid_to) as speaks
    from monitoring_attestation a
    join registry_site t on t.id = a.site_id and t.languages is not null
   where current_user = 'aidwitness_work'
      or exists (select from shipment_waybill w where w.id = a.waybill_id and w.programme_id in (select registry_seen()));

-- verification: the pictures that statements show.
create view verification_case_picture with (security_invoker = true) as
  select l.attestation_id, l.sha256, l.perceptual_hash, l.taken_at, l.site_id, l.organisation_id, l.monitor, l.happened_at
    from monitoring_evidence_link l;

-- verification: whose neighbours a statement of a monitor may concern: it, what it corrects, and what a review is about.
-- An acceptance changes nothing for others, unless it takes a rejection back.
create view verification_case_told with (security_invoker = true) as
  select a.id as statement_id, b.id, b.waybill_id, b.site_id, b.organisation_id, b.monitor, b.happened_at
    from monitoring_attestation a
    join monitoring_attestation b on b.id = any (array[a.id, a.supersedes])
   where a.import_run_id is null
  union all
  select v.id, a.id, a.waybill_id, a.site_id, a.organisation_id, a.monitor, a.happened_at
    from monitoring_review v
    join monitoring_attestation a on a.id = v.attestation_id
   where exists (select from monitoring_review r where r.attestation_id = v.attestation_id and not r.accepted);

-- verification: what a monitor who is accredited, or is so no longer, has seen at places whose languages are known.
create view verification_case_accredited with (security_invoker = true) as
  select c.id as accreditation_id, a.waybill_id, a.happened_at
    from monitoring_accreditation c
    join monitoring_attestation a on a.organisation_id = c.organisation_id and a.monitor = c.monitor
    join registry_site t on t.id = a.site_id and t.languages is not null;

grant select on verification_case_correction, verification_case_carriage, verification_case_seen,
  verification_case_caller, verification_case_speaking, verification_case_picture, verification_case_told,
  verification_case_accredited to aidwitness_app;
