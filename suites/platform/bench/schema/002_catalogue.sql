-- Books, shelves and readers: a list with two links. Their rows are written by the bench.
--
-- table: bench.shelves scope=tenant app=select,insert
-- table: bench.readers scope=tenant app=select,insert
-- table: bench.books scope=tenant app=select,insert

create table bench.shelves (
  tenant_id int4 not null,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 100),
  primary key (tenant_id, id)
);

create table bench.readers (
  tenant_id int4 not null,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 100),
  primary key (tenant_id, id)
);

create table bench.books (
  tenant_id int4 not null,
  id uuid not null,
  title text not null check (char_length(title) between 1 and 100),
  shelf uuid not null,
  reader uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, shelf) references bench.shelves (tenant_id, id),
  foreign key (tenant_id, reader) references bench.readers (tenant_id, id)
);
create index books_title on bench.books (tenant_id, title, id);
