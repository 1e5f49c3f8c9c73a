#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::bench {

// $2 id uuid, $3 text, $4 created_at int8.
inline constexpr store::Statement kInsertNote{
    "bench.notes.insert",
    "insert into bench.notes (tenant_id, id, text, created_at) values ($1, $2, $3, $4)"};

// $2 id uuid -> id, text, created_at.
inline constexpr store::Statement kFindNote{
    "bench.notes.find",
    "select id, text, created_at from bench.notes where tenant_id = $1 and id = $2"};

// $2 ids uuid[] -> id, name.
inline constexpr store::Statement kLoadShelves{
    "bench.shelves.load",
    "select id, name from bench.shelves where tenant_id = $1 and id = any($2)"};
inline constexpr store::Statement kLoadReaders{
    "bench.readers.load",
    "select id, name from bench.readers where tenant_id = $1 and id = any($2)"};

inline constexpr const store::Statement* kStatements[] = {&kInsertNote, &kFindNote, &kLoadShelves,
                                                          &kLoadReaders};

}  // namespace sangam::suites::platform::bench
