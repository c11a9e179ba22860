-- Second visits that the first monitor does not know of, and draws that take more units when more visits are needed.

-- More visits of a draw that was made: numbers, and nothing else that anybody could choose by. What they lead to follows
-- from the draw's own seed.
create table monitoring_draw_extension (
  id              uuid        not null,
  draw_id         uuid        not null,
  number          integer     not null,
  programme_id    uuid        not null,
  organisation_id uuid        not null,
  high            integer     not null,
  medium          integer     not null,
  low             integer     not null,
  disclosed_at    timestamptz not null,
  window_from     timestamptz not null,
  window_to       timestamptz not null,
  content_sha256  bytea       not null,
  accepted_at     timestamptz not null,
  accepted_by     text        not null,
  constraint monitoring_draw_extension_pk primary key (id),
  constraint monitoring_draw_extension_number_uq unique (draw_id, number),
  constraint monitoring_draw_extension_draw_fk foreign key (draw_id, programme_id, organisation_id)
    references monitoring_draw (id, programme_id, organisation_id),
  constraint monitoring_draw_extension_number_ck check (number >= 1),
  constraint monitoring_draw_extension_size_ck check (
    high >= 0 and medium >= 0 and low >= 0 and high + medium + low between 1 and 10000),
  constraint monitoring_draw_extension_times_ck check (window_from >= disclosed_at and window_to > window_from)
);

-- That an extension was drawn. The digest is that of the whole result's file, which an extension only makes longer.
create table monitoring_draw_extension_result (
  draw_id       uuid        not null,
  number        integer     not null,
  drawn         integer     not null,
  result_sha256 bytea       not null,
  made_at       timestamptz not null,
  constraint monitoring_draw_extension_result_pk primary key (draw_id, number),
  constraint monitoring_draw_extension_result_extension_fk foreign key (draw_id, number)
    references monitoring_draw_extension (draw_id, number),
  constraint monitoring_draw_extension_result_sha256_ck check (octet_length(result_sha256) = 32)
);

-- By which extension a unit was drawn; null: by the draw itself.
alter table monitoring_draw_selection add column extension integer;
alter table monitoring_draw_selection add constraint monitoring_draw_selection_extension_fk
  foreign key (draw_id, extension) references monitoring_draw_extension_result (draw_id, number);

-- A drawn unit that somebody of another organisation visits too.
create table monitoring_draw_second (
  draw_id         uuid  not null,
  waybill_id      uuid  not null,
  ticket          bytea not null,
  monitor         text,
  organisation_id uuid,
  visit_id        uuid,
  constraint monitoring_draw_second_pk primary key (draw_id, waybill_id),
  constraint monitoring_draw_second_visit_uq unique (visit_id),
  constraint monitoring_draw_second_selection_fk foreign key (draw_id, waybill_id) references monitoring_draw_selection,
  constraint monitoring_draw_second_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint monitoring_draw_second_visit_fk foreign key (visit_id) references monitoring_visit,
  constraint monitoring_draw_second_ticket_ck check (octet_length(ticket) = 32),
  constraint monitoring_draw_second_monitor_ck check (num_nulls(monitor, organisation_id, visit_id) in (0, 3))
);

-- When a draw's secrets and visits are everybody's: when all its visits are over, those of its extensions too. A later
-- secret of a chain gives away the ones before it, so a draw also waits for the draws that an earlier secret decided, in
-- programmes too that the speaker does not see.
create function monitoring_draw_open_at(of_draw uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select max(greatest(d.published_at,
                      (select max(e.window_to) from monitoring_draw_extension e where e.draw_id = d.id)))
    from monitoring_draw d
   where d.id = of_draw
      or d.id in (select earlier.draw_id
                    from monitoring_draw_custodian own
                    join monitoring_draw_custodian earlier
                      on earlier.chain_id = own.chain_id and earlier.position < own.position
                   where own.draw_id = of_draw)
$$;

-- An extension is asked for after the draw was made and while it is sealed: afterwards everybody knows who is next.
create function monitoring_draw_extension_holds() returns trigger
language plpgsql as $$
begin
  if not exists (select from monitoring_draw_result r where r.draw_id = new.draw_id and r.result_sha256 is not null)
     or new.accepted_at >= monitoring_draw_open_at(new.draw_id)
     or new.number <> (select coalesce(max(e.number), 0) + 1
                         from monitoring_draw_extension e where e.draw_id = new.draw_id) then
    raise exception 'this is not the time to extend the draw'
      using errcode = 'check_violation', constraint = 'monitoring_draw_extension_time_ck';
  end if;
  return new;
end
$$;
create trigger monitoring_draw_extension_holds
  before insert on monitoring_draw_extension
  for each row execute function monitoring_draw_extension_holds();
alter table monitoring_draw_extension enable always trigger monitoring_draw_extension_holds;

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['monitoring_draw_extension', 'monitoring_draw_extension_result',
    'monitoring_draw_second'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
  end loop;
end
$$;

-- Whoever closed the population extends the draw. That it was extended is seen by who sees the draw.
call access_row_policies('monitoring_draw_extension',
  'exists (select from monitoring_draw d where d.id = draw_id)',
  'organisation_id = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''DRAW_VISITS''))');
call access_row_policies('monitoring_draw_extension_result',
  'exists (select from monitoring_draw d where d.id = draw_id)', null);
call access_row_policies('monitoring_draw_second',
  'exists (select from monitoring_draw d where d.id = draw_id) and monitoring_draw_open_at(draw_id) <= now()', null);

drop policy seen on monitoring_draw_selection;
create policy seen on monitoring_draw_selection for select to aidwitness_app using (
  exists (select from monitoring_draw d where d.id = draw_id) and monitoring_draw_open_at(draw_id) <= now());
drop policy seen on monitoring_draw_reveal;
create policy seen on monitoring_draw_reveal for select to aidwitness_app using (
  organisation_id = (select access_organisation())
  or exists (select from monitoring_draw d where d.id = draw_id) and monitoring_draw_open_at(draw_id) <= now());

-- Who assigns visits for one organisation does not see that another one was drawn too, before all is over.
drop policy seen on monitoring_visit;
create policy seen on monitoring_visit for select to aidwitness_app using (
  (disclosed_at is null or disclosed_at <= now())
  and (organisation_id = (select access_organisation())
       or (draw_id is null or monitoring_draw_open_at(draw_id) <= now())
          and (select access_may('ASSIGN_VISITS'))
          and exists (select from shipment_waybill w where w.id = waybill_id
                        and w.programme_id in (select registry_mine()))));

grant select, insert on monitoring_draw_extension to aidwitness_app;
grant select on monitoring_draw_extension_result, monitoring_draw_second to aidwitness_app;
grant insert on monitoring_draw_extension_result, monitoring_draw_second to aidwitness_work;
