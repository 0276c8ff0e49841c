/**
 * Server time beside dates: columns that end in `_ms` count the milliseconds in which a server ran, so that a step of
 * the wall clock ends and deletes nothing. It begins at the date of this migration, which makes older rows comparable.
 * Also: counts of output segments in the run's row, places of answer parts, another mark for own addresses in answers
 * (`engine/Answers.ts`), and what was never used is dropped.
 */
export const serverTime = `
create table served (
  one {{int}} primary key,
  millis {{int}} not null
);
insert into served (one, millis) values (1, {{now}});

alter table runs rename column deadline_at to deadline_ms;
alter table runs add column submitted_ms {{int}} not null default 0;
alter table runs add column ended_ms {{int}};
alter table runs add column segments {{int}};
alter table runs add column failed_segments {{int}};
update runs set submitted_ms = created_at, ended_ms = ended_at;
drop index runs_by_end;
create index runs_by_end on runs (ended_ms) where ended_ms is not null;

alter table steps add column due_ms {{int}};
update steps set due_ms = due_at;

update answers set body = replace(body, '"\\u0000\\u0001/', '"' || {{char}}(1) || '/');
alter table answers add column node {{int}};
alter table answers add column first {{int}};
alter table answers add column count {{int}};
create index answers_by_place on answers (run, node, first, count) where node is not null;

alter table creations rename column created_at to created_ms;

drop index uploads_by_expiry;
alter table uploads rename column expires_at to expires_ms;
alter table uploads drop column state;
create index uploads_by_expiry on uploads (expires_ms) where expires_ms is not null;

drop table assets;
`
