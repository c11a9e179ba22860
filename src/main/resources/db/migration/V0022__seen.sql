-- What is told of a visit beyond what was seen, and what shows whether it can have been as it is told.

-- Which languages are spoken at a site (BCP 47); null where nobody has said.
alter table registry_site add column languages text[];
alter table registry_site add constraint registry_site_languages_ck check (cardinality(languages) between 1 and 20);

-- Whether the position came from a program that invents positions; null where the device does not say.
alter table monitoring_attestation add column mock_location boolean;

-- Of a picture: a 64-bit perceptual hash, alike for pictures that look alike, and the time its camera wrote into it.
alter table monitoring_evidence add column perceptual_hash bigint;
alter table monitoring_evidence add column taken_at timestamptz;

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

-- verification: how the goods travel.
create view verification_case_carriage with (security_invoker = true) as
  select w.id as waybill_id, w.mode from shipment_waybill w;

-- verification: what counts of all that monitors said about being somewhere: neither corrected nor rejected, and told by
-- themselves, not by a file. Read with its owner's rights, for whether a monitor speaks a language of the place follows
-- from an accreditation that only their organisation sees; which languages those are, the view does not tell.
create view verification_case_seen as
  select a.id, a.waybill_id, w.programme_id, a.site_id, a.visit_id, a.organisation_id, a.monitor, a.verdict,
         a.happened_at, a.latitude, a.longitude, a.accuracy_m, a.mock_location,
         round(a.latitude::numeric, 6) as spot_latitude,
         round(a.longitude::numeric, 6) as spot_longitude,
         case when a.supersedes is null then a.accepted_at else monitoring_first_told(a.id) end as told_at,
         (select t.languages from registry_site t where t.id = a.site_id) as languages,
         (select bool_or(exists (select from registry_site t, unnest(t.languages) as spoken
                                  where t.id = a.site_id
                                    and lower(split_part(spoken, '-', 1)) = lower(split_part(known, '-', 1))))
            from monitoring_accreditation c, unnest(c.languages) as known
           where c.organisation_id = a.organisation_id
             and c.monitor = a.monitor
             and (a.happened_at at time zone 'UTC')::date between c.valid_from and c.valid_to
             and exists (select from registry_site t where t.id = a.site_id and t.languages is not null)) as speaks
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
   where a.import_run_id is null
     and (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()))
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
     and coalesce((select r.accepted from monitoring_review r
                    where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1), true);

-- verification: the pictures of these. What a picture shows and where it is kept stays with who may see evidence.
create view verification_case_picture as
  select s.id as attestation_id, s.waybill_id, s.happened_at, l.sha256, e.perceptual_hash, e.taken_at
    from verification_case_seen s
    join monitoring_evidence_link l on l.attestation_id = s.id
    join monitoring_evidence e on e.organisation_id = l.organisation_id and e.sha256 = l.sha256;

-- verification: where a file was used, by its digest.
create view verification_case_link with (security_invoker = true) as
  select l.attestation_id, l.sha256 from monitoring_evidence_link l;

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
  verification_case_picture, verification_case_link, verification_case_told, verification_case_accredited to aidwitness_app;
