-- A line's wall asked of each row whether its waybill may be seen: a look-up a row, a tenth of an import. The rows of one
-- statement are now asked about together, by the same words; what a role may do is still asked of each row.
drop policy said on shipment_line;
create policy said on shipment_line for insert to aidwitness_app with check (
  (select access_may('REGISTER_SHIPMENTS'))
  or import_run_id in (select r.id from exchange_run r where r.history)
     and (select access_may('IMPORT_HISTORY')));

create function shipment_lines_of_own_waybills() returns trigger
language plpgsql as $$
begin
  -- The reader's own row-level security hides the waybills that are closed to them.
  if not pg_has_role(current_user, 'aidwitness_work', 'usage') and exists (
       select
         from said s
         left join shipment_waybill w on w.id = s.waybill_id
        where w.programme_id is null
           or w.programme_id not in (select registry_mine())) then
    raise exception 'a line was written on a waybill of a programme that its writer takes no part in'
      using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;
create trigger shipment_line_of_own_waybill
  after insert on shipment_line
  referencing new table as said
  for each statement execute function shipment_lines_of_own_waybills();
alter table shipment_line enable always trigger shipment_line_of_own_waybill;
