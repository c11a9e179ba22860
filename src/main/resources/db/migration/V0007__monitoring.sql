-- An assignment of a monitor to a delivery.
create table monitoring_visit (
  id              uuid        not null,
  waybill_id      uuid        not null,
  organisation_id uuid        not null,
  monitor         text        not null,
  window_from     timestamptz not null,
  window_to       timestamptz not null,
  assigned_at     timestamptz not null,
  assigned_by     text        not null,
  content_sha256  bytea       not null,
  constraint monitoring_visit_pk primary key (id),
  constraint monitoring_visit_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint monitoring_visit_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_visit_window_ck check (window_to > window_from)
);
create index monitoring_visit_waybill on monitoring_visit (waybill_id);

-- Seen by somebody independent. Whether they are independent is recorded as it stood when they spoke.
create table monitoring_attestation (
  id                 uuid        not null,
  waybill_id         uuid        not null,
  visit_id           uuid,
  site_id            uuid        not null,
  organisation_id    uuid        not null,
  monitor            text        not null,
  device_id          text,
  method             text        not null,
  verdict            text        not null,
  notice_hours       integer,
  escorted           boolean,
  private_interviews integer,
  latitude           double precision,
  longitude          double precision,
  accuracy_m         integer,
  happened_at        timestamptz not null,
  device_at          timestamptz,
  note               text,
  independent        boolean     not null,
  independence_path  text,
  supersedes         uuid,
  supersedes_reason  text,
  import_run_id      uuid,
  content_sha256     bytea       not null,
  accepted_at        timestamptz not null,
  accepted_by        text        not null,
  constraint monitoring_attestation_pk primary key (id),
  constraint monitoring_attestation_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint monitoring_attestation_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_attestation_site_fk foreign key (site_id) references registry_site,
  constraint monitoring_attestation_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_attestation_run_fk foreign key (import_run_id) references exchange_run,
  constraint monitoring_attestation_supersedes_fk foreign key (supersedes) references monitoring_attestation,
  constraint monitoring_attestation_supersedes_uq unique (supersedes),
  constraint monitoring_attestation_supersedes_ck check ((supersedes is null) = (supersedes_reason is null)),
  constraint monitoring_attestation_method_ck check (method in ('COUNT', 'WEIGH', 'TALLY', 'INTERVIEW')),
  constraint monitoring_attestation_verdict_ck check (verdict in
    ('CONFIRMED', 'DISCREPANT', 'NOT_SEEN', 'ACCESS_DENIED')),
  constraint monitoring_attestation_notice_ck check (notice_hours between 0 and 8760),
  constraint monitoring_attestation_interviews_ck check (private_interviews between 0 and 10000),
  constraint monitoring_attestation_point_ck check (
    num_nonnulls(latitude, longitude) <> 1 and latitude between -90 and 90 and longitude between -180 and 180)
);
create index monitoring_attestation_waybill on monitoring_attestation (waybill_id, happened_at);
create index monitoring_attestation_denied on monitoring_attestation (site_id, happened_at)
  where verdict = 'ACCESS_DENIED';

create table monitoring_observation (
  attestation_id uuid not null,
  line_id        uuid not null,
  packages       bigint,
  kg             numeric(15, 3),
  constraint monitoring_observation_pk primary key (attestation_id, line_id),
  constraint monitoring_observation_attestation_fk foreign key (attestation_id) references monitoring_attestation,
  constraint monitoring_observation_line_fk foreign key (line_id) references shipment_line,
  constraint monitoring_observation_seen_ck check (packages >= 0 and kg >= 0)
);

-- The second person's look at an attestation. The last one counts; all stay.
create table monitoring_review (
  id              uuid        not null,
  attestation_id  uuid        not null,
  accepted        boolean     not null,
  reason          text        not null,
  reviewer        text        not null,
  reviewed_at     timestamptz not null,
  content_sha256  bytea       not null,
  constraint monitoring_review_pk primary key (id),
  constraint monitoring_review_attestation_fk foreign key (attestation_id) references monitoring_attestation
);
create index monitoring_review_attestation on monitoring_review (attestation_id, reviewed_at);

-- The bytes lie in the evidence store under their digest; this row says that they arrived whole.
create table monitoring_evidence (
  sha256      bytea       not null,
  bytes       bigint      not null,
  media_type  text        not null,
  stored_at   timestamptz not null,
  stored_by   text        not null,
  constraint monitoring_evidence_pk primary key (sha256),
  constraint monitoring_evidence_sha256_ck check (octet_length(sha256) = 32),
  constraint monitoring_evidence_bytes_ck check (bytes > 0),
  constraint monitoring_evidence_media_type_ck check (media_type in ('image/jpeg', 'image/png', 'image/webp'))
);

create table monitoring_evidence_link (
  attestation_id uuid  not null,
  sha256         bytea not null,
  constraint monitoring_evidence_link_pk primary key (attestation_id, sha256),
  constraint monitoring_evidence_link_attestation_fk foreign key (attestation_id) references monitoring_attestation,
  constraint monitoring_evidence_link_sha256_fk foreign key (sha256) references monitoring_evidence
);
create index monitoring_evidence_link_sha256 on monitoring_evidence_link (sha256);

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['monitoring_visit', 'monitoring_attestation', 'monitoring_observation',
    'monitoring_review', 'monitoring_evidence', 'monitoring_evidence_link'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
  end loop;
end
$$;

grant select, insert on monitoring_visit, monitoring_attestation, monitoring_observation, monitoring_review,
  monitoring_evidence, monitoring_evidence_link to aidwitness_app;
