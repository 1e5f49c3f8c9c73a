#pragma once

// The named statements of this module. Each names the upload as $2.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::uploads {

using store::Statement;

#define SANGAM_UPLOAD_HEAD                                                                \
  "id, kind, operation, request, metadata, actor, actor_kind, actor_id, lasting, length," \
  " received, parts, state, running_until, reply_status, created_at, expires_at, finished_at, "

// Those of whoever asks, as text $2 for lists.
inline constexpr std::string_view kListUploads =
    "select " SANGAM_UPLOAD_HEAD
    "null::text as reply from uploads.uploads where tenant_id = $1 and state <> 'ended'";
inline constexpr Statement kFindUpload{
    "uploads.find",
    "select " SANGAM_UPLOAD_HEAD "reply from uploads.uploads where tenant_id = $1 and id = $2"};
inline constexpr Statement kFindParts{
    "uploads.find_parts", "select " SANGAM_UPLOAD_HEAD
                          "reply from uploads.uploads where tenant_id = $1 and id = any ($2)"};

// One at a time begins an upload of a tenant, so that limits are exact.
inline constexpr Statement kLockOpen{"uploads.lock_open",
                                     "select pg_catalog.pg_advisory_xact_lock(21844, $1)"};
inline constexpr Statement kCountOpen{
    "uploads.count_open",
    "select count(*) as uploads, coalesce(sum(length), 0)::int8 as bytes from uploads.uploads"
    " where tenant_id = $1 and state in ('receiving', 'received', 'running') and kind <> 'final'"};
inline constexpr Statement kInsertUpload{
    "uploads.insert",
    "insert into uploads.uploads (tenant_id, id, kind, operation, request, metadata, actor,"
    " actor_kind, actor_id, lasting, length, received, parts, state, created_at, expires_at)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};

// $3 the request that sends from here on, $4 what it takes to be received; $5 until when it lasts.
inline constexpr Statement kTakeOver{
    "uploads.take_over",
    "update uploads.uploads set writer = $3, expires_at = $5 where tenant_id = $1 and id = $2"
    " and received = $4 and state = 'receiving' returning id"};
// What was sent and not accepted: $3 and behind.
inline constexpr Statement kDropBehind{
    "uploads.pieces.drop_behind",
    "delete from uploads.pieces where tenant_id = $1 and upload_id = $2 and position >= $3"};
// $3 the writer, $4 received before, $5 received with it, $6 until when it lasts, $7 the bytes.
// With the last byte the upload is received.
inline constexpr Statement kAppend{
    "uploads.pieces.append",
    "with taken as (update uploads.uploads set received = $5, expires_at = $6,"
    " state = case when $5 = length then 'received' else state end where tenant_id = $1"
    " and id = $2 and writer = $3 and received = $4 and state = 'receiving' returning id)"
    " insert into uploads.pieces (tenant_id, upload_id, position, bytes)"
    " select $1, id, $4, $7 from taken returning position"};
// The same without counting it: $3 the writer, $4 received before, $5 where it begins, $6 the
// bytes.
inline constexpr Statement kHold{
    "uploads.pieces.hold",
    "with held as (select id from uploads.uploads where tenant_id = $1 and id = $2"
    " and writer = $3 and received = $4 and state = 'receiving' for update)"
    " insert into uploads.pieces (tenant_id, upload_id, position, bytes)"
    " select $1, id, $5, $6 from held returning position"};
// What was held counts: parameters as of kAppend.
inline constexpr Statement kAccept{
    "uploads.accept",
    "update uploads.uploads set received = $5, expires_at = $6,"
    " state = case when $5 = length then 'received' else state end where tenant_id = $1"
    " and id = $2 and writer = $3 and received = $4 and state = 'receiving' returning id"};

// $3 now and $4 until when the runner is trusted, in machine time. Of two that run it at once the
// second gets nothing.
inline constexpr Statement kClaim{
    "uploads.claim",
    "update uploads.uploads set state = 'running', running_until = $4 where tenant_id = $1"
    " and id = $2 and kind <> 'partial' and (state = 'received' or (state = 'running'"
    " and running_until < $3)) returning id"};
inline constexpr Statement kExtend{"uploads.extend",
                                   "update uploads.uploads set running_until = $3"
                                   " where tenant_id = $1 and id = $2 and state = 'running'"};
// To run again later.
inline constexpr Statement kRelease{"uploads.release",
                                    "update uploads.uploads set state = 'received',"
                                    " running_until = 0 where tenant_id = $1 and id = $2"
                                    " and state = 'running'"};
inline constexpr Statement kFinish{
    "uploads.finish",
    "update uploads.uploads set state = $3, reply_status = $4, reply = $5, finished_at = $6,"
    " expires_at = $7 where tenant_id = $1 and id = $2 and state = 'running' returning id"};
// $3 is machine time: what somebody runs does not end.
inline constexpr Statement kEnd{
    "uploads.end",
    "update uploads.uploads set state = 'ended', writer = null where tenant_id = $1 and id = $2"
    " and (state <> 'running' or running_until < $3) returning id"};

// In steps of some megabytes.
inline constexpr Statement kDropPieces{
    "uploads.pieces.drop",
    "delete from uploads.pieces where tenant_id = $1 and upload_id = $2 and position = any (array("
    "select position from uploads.pieces where tenant_id = $1 and upload_id = $2"
    " order by position limit 64))"};
inline constexpr Statement kDropUpload{
    "uploads.drop",
    "delete from uploads.uploads where tenant_id = $1 and id = $2 and state = 'ended'"};
inline constexpr Statement kReadPieces{
    "uploads.pieces.read",
    "select position, bytes from uploads.pieces where tenant_id = $1 and upload_id = $2"
    " and position >= $3 order by position limit 4"};

inline constexpr const Statement* kStatements[] = {
    &kFindUpload, &kFindParts, &kCountOpen,  &kInsertUpload, &kTakeOver,  &kDropBehind,
    &kAppend,     &kHold,      &kAccept,     &kClaim,        &kExtend,    &kRelease,
    &kFinish,     &kEnd,       &kDropPieces, &kDropUpload,   &kReadPieces};

}  // namespace sangam::suites::platform::uploads
