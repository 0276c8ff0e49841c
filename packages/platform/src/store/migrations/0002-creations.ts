/**
 * Creates that carried an `Idempotency-Key`: the first answer, word for word, so that a repetition gets the same one.
 */
export const creations = `
create table creations (
  team text not null references teams (team),
  idem text not null,
  fingerprint text not null,
  etag text not null,
  answer text not null,
  created_at {{int}} not null,
  primary key (team, idem)
);
create index creations_by_time on creations (created_at);
`
