#pragma once

// The named statements of this module.

#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/store/statement.h"

namespace sangam::suites::ledger::imports {

using store::Statement;

#define SANGAM_IMPORT_COLUMNS                                                               \
  "id, name, kind, state, actor, actor_kind, chunks, chunks_done, lines_total, lines_done," \
  " created, existing, refused, failure, started_at, finished_at,"                          \
  " greatest(posted_until, started_at) posted_until"

#define SANGAM_IMPORT_SELECT \
  "select " SANGAM_IMPORT_COLUMNS " from ledger.imports where tenant_id = $1"

struct ImportRow {
  Uuid id;
  std::string name;
  std::string kind;
  std::string state;
  std::string actor;
  std::string actor_kind;
  std::int32_t chunks = 0;
  std::int32_t chunks_done = 0;
  std::int64_t lines_total = 0;
  std::int64_t lines_done = 0;
  std::int64_t created = 0;
  std::int64_t existing = 0;
  std::int64_t refused = 0;
  std::optional<std::string> failure;
  Timestamp started_at;
  std::optional<Timestamp> finished_at;
  Timestamp posted_until;
};
SANGAM_DESCRIBE(ImportRow, (id, ""), (name, ""), (kind, ""), (state, ""), (actor, ""),
                (actor_kind, ""), (chunks, ""), (chunks_done, ""), (lines_total, ""),
                (lines_done, ""), (created, ""), (existing, ""), (refused, ""), (failure, ""),
                (started_at, ""), (finished_at, ""), (posted_until, ""))

inline constexpr Statement kFindImport{"ledger.imports.find", SANGAM_IMPORT_SELECT " and id = $2"};
inline constexpr Statement kInsertImport{
    "ledger.imports.insert",
    "insert into ledger.imports (tenant_id, id, name, kind, state, actor, actor_kind, started_at)"
    " values ($1, $2, $3, $4, 'uploading', $5, $6, $7)"};
// An upload that broke off begins anew.
inline constexpr Statement kDropChunks{
    "ledger.import_chunks.drop",
    "delete from ledger.import_chunks where tenant_id = $1 and import_id = $2"};
inline constexpr Statement kInsertChunk{
    "ledger.import_chunks.insert",
    "insert into ledger.import_chunks (tenant_id, import_id, number, first_line, lines)"
    " values ($1, $2, $3, $4, $5)"};
inline constexpr Statement kStartImport{
    "ledger.imports.start",
    "update ledger.imports set state = 'running', chunks = $3, lines_total = $4"
    " where tenant_id = $1 and id = $2 and state = 'uploading' returning " SANGAM_IMPORT_COLUMNS};

inline constexpr Statement kFindChunk{
    "ledger.import_chunks.find",
    "select number, first_line, lines from ledger.import_chunks"
    " where tenant_id = $1 and import_id = $2 order by number limit 1"};
inline constexpr Statement kInsertRejects{
    "ledger.import_rejects.insert",
    "insert into ledger.import_rejects (tenant_id, import_id, line, status, reason, content)"
    " select $1, $2, r.line, r.status, r.reason, r.content"
    " from unnest($3::int8[], $4::text[], $5::text[], $6::text[])"
    " r(line, status, reason, content) on conflict do nothing"};
// Before kAdvanceImport, which then sees whether somebody has just cancelled it.
inline constexpr Statement kLockImport{
    "ledger.imports.lock",
    "select id from ledger.imports where tenant_id = $1 and id = $2 for update"};
// The chunk $3 is done: it goes, and counts once; $8 is the ledger's time behind it. Cancelling
// takes chunks away, the one under way with them.
inline constexpr Statement kAdvanceImport{
    "ledger.imports.advance",
    "with gone as (delete from ledger.import_chunks"
    " where tenant_id = $1 and import_id = $2 and number = $3 returning number)"
    " update ledger.imports set chunks_done = chunks_done + 1, lines_done = lines_done + $4,"
    " created = created + $5, existing = existing + $6, refused = refused + $7,"
    " posted_until = $8"
    " where tenant_id = $1 and id = $2 and (exists (select from gone) or state = 'cancelled')"};
// From one of the states $3 to $4; $5 is when it ended, if that ends it.
inline constexpr Statement kMoveImport{
    "ledger.imports.move",
    "update ledger.imports set state = $4, finished_at = $5, failure = null"
    " where tenant_id = $1 and id = $2 and state = any ($3) returning " SANGAM_IMPORT_COLUMNS};
// $3 when. Somebody may have paused it and gone on with it meanwhile.
inline constexpr Statement kFinishImport{
    "ledger.imports.finish",
    "update ledger.imports set state = 'done', finished_at = $3"
    " where tenant_id = $1 and id = $2 and state = 'running' and not exists"
    " (select from ledger.import_chunks where tenant_id = $1 and import_id = $2)"};
// $3 why.
inline constexpr Statement kFailImport{"ledger.imports.fail",
                                       "update ledger.imports set state = 'failed', failure = $3"
                                       " where tenant_id = $1 and id = $2 and state = 'running'"};

// An account that has a reference.
struct ReferenceRow {
  Uuid id;
  std::string reference;
  std::string asset;
};
SANGAM_DESCRIBE(ReferenceRow, (id, ""), (reference, ""), (asset, ""))

inline constexpr Statement kFindReferences{
    "ledger.imports.references",
    "select a.id, a.reference, l.asset from ledger.accounts a join ledger.ledgers l"
    " on l.tenant_id = a.tenant_id and l.number = a.ledger where a.tenant_id = $1"
    " and l.number = any(array(select number from ledger.ledgers where tenant_id = $1))"
    " and a.reference = any($2)"};

inline constexpr Statement kReadRejects{
    "ledger.import_rejects.read",
    "select line, status, reason, content from ledger.import_rejects"
    " where tenant_id = $1 and import_id = $2 and line > $3 order by line limit $4"};

// Of all tenants, for starting again what ran when the process ended.
inline constexpr Statement kRunningImports{
    "ledger.imports.running", "select tenant_id, id from ledger.imports where state = 'running'",
    store::Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kFindImport, &kInsertImport, &kDropChunks,     &kInsertChunk,   &kStartImport,
    &kFindChunk,  &kMoveImport,   &kInsertRejects,  &kAdvanceImport, &kFinishImport,
    &kFailImport, &kReadRejects,  &kFindReferences, &kLockImport};

}  // namespace sangam::suites::ledger::imports
