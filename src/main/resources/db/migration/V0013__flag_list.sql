-- The deliveries with an open flag of one rule, in the order of the list. A rule may hold for one delivery in a million
-- or for most of them; either way the first page is the first rows of an index, and only b-trees are asked, which may be
-- used before row-level security has let a row pass.
create table verification_open_flag (
  waybill_id   uuid        not null,
  rule         text        not null,
  programme_id uuid        not null,
  area         text,
  assurance    text        not null,
  grade        text        not null,
  last_at      timestamptz not null,
  constraint verification_open_flag_pk primary key (waybill_id, rule),
  constraint verification_open_flag_delivery_fk foreign key (waybill_id) references verification_delivery
    on delete cascade
);
-- The filters that are asked for together with a flag are answered from the index, without touching a row.
create index verification_open_flag_list on verification_open_flag (programme_id, rule, last_at desc, waybill_id)
  include (area, grade);
create index verification_open_flag_state on verification_open_flag
  (programme_id, rule, assurance, last_at desc, waybill_id) include (area, grade);

-- Kept by the database, as an index is: with the delivery's row, in its transaction, whoever writes it.
create function verification_list_open_flags() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from verification_open_flag where waybill_id = old.waybill_id;
  end if;
  insert into verification_open_flag (waybill_id, rule, programme_id, area, assurance, grade, last_at)
  select distinct new.waybill_id, rule, new.programme_id, new.area, new.assurance, new.grade, new.last_at
    from unnest(new.open_flags) as rule;
  return null;
end
$$;
create trigger verification_delivery_flagged
  after insert on verification_delivery
  for each row when (new.open_flags <> '{}')
  execute function verification_list_open_flags();
create trigger verification_delivery_flags_changed
  after update of open_flags, programme_id, area, assurance, grade, last_at on verification_delivery
  for each row when (
    (old.open_flags <> '{}' or new.open_flags <> '{}')
    and (old.open_flags, old.programme_id, old.area, old.assurance, old.grade, old.last_at)
      is distinct from (new.open_flags, new.programme_id, new.area, new.assurance, new.grade, new.last_at))
  execute function verification_list_open_flags();

insert into verification_open_flag (waybill_id, rule, programme_id, area, assurance, grade, last_at)
select distinct v.waybill_id, rule, v.programme_id, v.area, v.assurance, v.grade, v.last_at
  from verification_delivery v, unnest(v.open_flags) as rule;
drop index verification_delivery_flags;

-- dashboard: a delivery's row once for each rule with an open flag; what orders and narrows the list is taken from there.
create view dashboard_flagged_row as
  select f.rule,
         r.id,
         f.programme_id,
         r.site_id,
         f.area,
         f.assurance,
         f.grade,
         r.final,
         r.received_at,
         f.last_at,
         r.clearance,
         r.kg_unknown,
         r.dispatched_at,
         r.given_kg,
         r.arrived_kg,
         r.lost_kg,
         r.open_kg
    from verification_open_flag f
    join dashboard_row r on r.id = f.waybill_id;

grant select, insert, delete on verification_open_flag to aidwitness_app;
grant select on dashboard_flagged_row to aidwitness_app;
