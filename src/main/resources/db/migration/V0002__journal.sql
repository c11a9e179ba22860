-- A statement's row in the queue is written in the statement's own transaction. The sequencer moves it to the journal
-- under the next number. So numbers are gapless and follow commit order: "everything after n" never misses a latecomer.
create sequence journal_queue_id_seq;

create table journal_queue (
  id             bigint      not null default nextval('journal_queue_id_seq'),
  kind           text        not null,
  statement      uuid        not null,
  subject        uuid        not null,
  programme_id   uuid,
  actor          text        not null,
  content_sha256 bytea       not null,
  accepted_at    timestamptz not null,
  constraint journal_queue_pk primary key (id),
  constraint journal_queue_content_sha256_ck check (octet_length(content_sha256) = 32)
);

create table journal_entry (
  seq            bigint      not null,
  kind           text        not null,
  statement      uuid        not null,
  subject        uuid        not null,
  programme_id   uuid,
  actor          text        not null,
  content_sha256 bytea       not null,
  accepted_at    timestamptz not null,
  constraint journal_entry_pk primary key (seq),
  constraint journal_entry_seq_ck check (seq >= 0)
);
create index journal_entry_subject on journal_entry (subject, seq);

create table journal_head (
  single boolean not null default true,
  size   bigint  not null,
  constraint journal_head_pk primary key (single),
  constraint journal_head_single_ck check (single)
);
insert into journal_head (size) values (0);

-- How far each follower has read: the next seq it has not seen.
create table journal_follower (
  name     text   not null,
  next_seq bigint not null default 0,
  constraint journal_follower_pk primary key (name)
);

create trigger journal_entry_insert_only
  before update or delete or truncate on journal_entry
  for each statement execute function refuse_change();
alter table journal_entry enable always trigger journal_entry_insert_only;

grant usage on sequence journal_queue_id_seq to aidwitness_app;
grant select, insert, delete, update on journal_queue to aidwitness_app; -- update: for the row locks of "skip locked"
grant select, insert on journal_entry to aidwitness_app;
grant select, update on journal_head to aidwitness_app;
grant select, insert, update on journal_follower to aidwitness_app;
