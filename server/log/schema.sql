-- The log of facts, what is folded from it, and who may sign in. View tables are made from the views themselves.
create table log_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  -- grows whenever folded data is thrown away, so that other nodes drop what they remember
  epoch bigint not null
);
insert into log_head values (true, 0, 0);

create table event (
  seq bigint primary key,
  id text not null,
  stream text not null,
  version integer not null,
  type text not null,
  -- null: erased by right; data_hash still vouches for it
  data jsonb,
  area text collate "C" not null,
  actor jsonb not null,
  purpose text not null,
  happened_at text collate "C" not null,
  recorded_at text collate "C" not null,
  edition text,
  command text not null,
  cause text,
  exercise boolean,
  hash text not null,
  data_hash text not null,
  unique (stream, version)
);
create index event_command on event (command);
create index event_area on event (area, seq);

create table stream_state (
  stream text primary key,
  version integer not null,
  hash text not null,
  state jsonb
);

create table anchor (
  day text primary key,
  seq bigint not null,
  hash text not null
);

-- how far reactions have come; one row a follower
create table follower (
  name text primary key,
  seq bigint not null
);

create table setting (
  name text primary key,
  value jsonb not null
);

-- which definition each view table was made from
create table view_table (
  name text primary key,
  shape text not null
);

create table account (
  id text primary key,
  name text not null,
  org jsonb not null,
  grants jsonb not null,
  -- argon2id; null: may not sign in by password
  password text,
  title jsonb,
  home text not null default '/',
  active boolean not null default true
);

create table session (
  token_hash text primary key,
  account text not null references account (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
