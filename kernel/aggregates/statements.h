#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::aggregates {

using store::Statement;

// The SQLSTATE of an append behind another version than the newest.
inline constexpr std::string_view kOtherVersion = "SGA01";
inline constexpr std::string_view kHistoryKey = "aggregate_events_pkey";

// $2 stream, $3 after, $4 up to version (NULL: any), $5 up to time (NULL: any), $6 limit.
inline constexpr Statement kReadHistory{
    "aggregates.read_history",
    "select version, id, type, event_version, payload, occurred_at from kernel.aggregate_events"
    " where tenant_id = $1 and stream = $2 and version > $3"
    " and ($4::int8 is null or version <= $4) and ($5::int8 is null or occurred_at <= $5)"
    " order by version limit $6"};

// $2 stream, $3 form, $4 up to version (NULL: any), $5 up to time (NULL: any).
inline constexpr Statement kFindSnapshot{
    "aggregates.find_snapshot",
    "select version, state, occurred_at from kernel.aggregate_snapshots"
    " where tenant_id = $1 and stream = $2 and form = $3"
    " and ($4::int8 is null or version <= $4) and ($5::int8 is null or occurred_at <= $5)"
    " order by version desc limit 1"};

// $2 stream, $3 version, $4 form, $5 state, $6 occurred_at.
inline constexpr Statement kSaveSnapshot{
    "aggregates.save_snapshot",
    "insert into kernel.aggregate_snapshots (tenant_id, stream, version, form, state, occurred_at)"
    " values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, stream, form, version) do nothing"};

// $2 stream, $3 expected version, $4 ids, $5 types, $6 versions, $7 payloads, $8 now
// -> occurred_at. Raises kOtherVersion, or violates kHistoryKey.
inline constexpr Statement kAppend{
    "aggregates.append",
    "select kernel.append_aggregate($1, $2, $3, $4, $5, $6, $7, $8) as occurred_at"};

inline constexpr const Statement* kStatements[] = {&kReadHistory, &kFindSnapshot, &kSaveSnapshot,
                                                   &kAppend};

}  // namespace sangam::aggregates
