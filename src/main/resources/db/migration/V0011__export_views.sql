-- exchange: programmes by the code that addresses and files use.
create view exchange_programme as
  select id, code, name from registry_programme;

grant select on exchange_programme to aidwitness_app;
