#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

// $2 id.
inline constexpr store::Statement kFindSaga{
    "sagas.find",
    "select id, definition, version, definition_hash, status, paused, backward, step, attempt,"
    " marks, failure, timer_at, deadline_at, input, state, entries, created_at,"
    " updated_at, encode(substr(trace, 1, 16), 'hex') as trace_id"
    " from kernel.sagas where tenant_id = $1 and id = $2"};

// $2 id -> the log, in order.
inline constexpr store::Statement kSagaLog{
    "sagas.log",
    "select n, kind, step, at, actor, detail, payload, state from kernel.saga_log"
    " where tenant_id = $1 and saga_id = $2 order by n limit 10000"};

inline constexpr const store::Statement* kSagaOperationStatements[] = {&kFindSaga, &kSagaLog};

}  // namespace sangam::suites::platform
