create table access_account (
  id              uuid        not null,
  name            text        not null,
  organisation_id uuid        not null,
  roles           text[]      not null,
  created_at      timestamptz not null,
  disabled_at     timestamptz,
  constraint access_account_pk primary key (id),
  constraint access_account_name_uq unique (name),
  constraint access_account_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint access_account_name_ck check (length(name) between 1 and 100),
  constraint access_account_roles_ck check (roles <@ array
    ['LOGISTICS', 'HISTORIAN', 'MONITOR', 'REVIEWER', 'ADMINISTRATOR'])
);

-- Of a token only the digest is kept.
create table access_token (
  digest     bytea       not null,
  account_id uuid        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint access_token_pk primary key (digest),
  constraint access_token_account_fk foreign key (account_id) references access_account,
  constraint access_token_digest_ck check (octet_length(digest) = 32)
);

grant select, insert on access_account, access_token to aidwitness_app;
grant update (disabled_at) on access_account to aidwitness_app;
grant update (expires_at) on access_token to aidwitness_app;
