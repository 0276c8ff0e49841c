/**
 * Tables of the first version. Times are integer milliseconds since the epoch, flags are 0 or 1, documents are JSON
 * text. Words in double braces are the few places where databases differ; `migrate.ts` fills them in.
 */
export const foundation = `
create table teams (
  team text primary key,
  name text not null
);

create table keys (
  hash text primary key,
  team text not null references teams (team),
  label text not null,
  created_at {{int}} not null
);

create table pipelines (
  id text primary key,
  team text not null references teams (team),
  name text not null,
  status text not null,
  document text not null,
  etag text not null,
  created_at {{int}} not null,
  updated_at {{int}} not null
);
create index pipelines_by_team on pipelines (team, created_at);

create table uploads (
  key text primary key,
  team text not null references teams (team),
  content_type text not null,
  original_name text not null,
  bytes {{int}},
  sha256 text,
  file text,
  permanent {{int}} not null default 0,
  tags text,
  license text,
  created_at {{int}} not null,
  expires_at {{int}},
  state text not null
);
create index uploads_by_team on uploads (team, created_at);
create index uploads_by_expiry on uploads (expires_at) where expires_at is not null;

create table assets (
  id text primary key,
  team text not null references teams (team),
  kind text not null,
  name text not null,
  document text not null,
  created_at {{int}} not null
);
create index assets_by_team on assets (team, kind);

create table plans (
  plan {{pk}},
  pipeline text not null,
  hash text not null,
  doc text not null,
  unique (pipeline, hash)
);

create table runs (
  run {{pk}},
  id text not null unique,
  token text not null,
  team text not null,
  pipeline text not null,
  pipeline_name text not null,
  plan {{int}} not null references plans (plan),
  state text not null,
  fence {{int}} not null default 0,
  takes {{int}} not null default 0,
  worker text,
  idem text,
  fingerprint text,
  batch {{int}} not null,
  version text,
  inputs text not null,
  progress {{int}} not null default 0,
  total {{int}} not null default 0,
  done {{int}} not null default 0,
  failed {{int}} not null default 0,
  skipped {{int}} not null default 0,
  credits {{real}} not null default 0,
  created_at {{int}} not null,
  started_at {{int}},
  ended_at {{int}},
  deadline_at {{int}} not null,
  cancel_at {{int}},
  beat {{int}},
  error text
);
create unique index runs_by_idem on runs (team, idem) where idem is not null;
create index runs_by_team on runs (team, created_at);
create index runs_by_end on runs (ended_at) where ended_at is not null;
create index runs_queued on runs (team, run) where state = 'queued';

create table answers (
  run {{int}} not null,
  n {{int}} not null,
  body text not null,
  primary key (run, n)
) {{clustered}};

create table steps (
  run {{int}} not null,
  node {{int}} not null,
  seg {{key}} not null,
  status text not null,
  attempt {{int}} not null,
  started_at {{int}},
  ended_at {{int}},
  due_at {{int}},
  part {{int}} not null default 0,
  out text,
  error text,
  credits {{real}} not null default 0,
  primary key (run, node, seg)
) {{clustered}};

create table vals (
  val {{pk}},
  kind text not null,
  type text not null,
  media text,
  bytes {{int}} not null,
  body {{blob}},
  file text
);
create index vals_by_file on vals (file) where file is not null;
create index vals_by_reference on vals (body) where kind = 'file';

create table nodes (
  run {{int}} not null,
  node {{int}} not null,
  total {{int}} not null,
  done {{int}} not null,
  failed {{int}} not null,
  skipped {{int}} not null,
  first_at {{int}},
  last_at {{int}},
  primary key (run, node)
) {{clustered}};

create table log (
  run {{int}} not null,
  n {{int}} not null,
  at {{int}} not null,
  node {{int}},
  seg {{key}},
  level text not null,
  text text not null,
  primary key (run, n)
) {{clustered}};
`
