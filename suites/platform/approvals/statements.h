#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::approvals {

using store::Statement;

#define SANGAM_APPROVAL_COLUMNS                                                             \
  "id, operation, permission, maker_kind, maker, maker_person, maker_name, rule, status,"   \
  " created_at, expires_at, decided_by, decided_by_name, decided_at, reason, reply_status," \
  " if_match"

inline constexpr Statement kInsertApproval{
    "approvals.insert",
    "insert into approvals.approvals (tenant_id, id, operation, permission, maker_kind, maker,"
    " maker_person, maker_name, request, request_key, rule, status, created_at, expires_at,"
    " if_match) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', $12, $13, $14)"
    " on conflict (tenant_id, request_key) do nothing returning id"};
inline constexpr Statement kFindByKey{
    "approvals.find_by_key", "select " SANGAM_APPROVAL_COLUMNS
                             " from approvals.approvals where tenant_id = $1 and request_key = $2"};
inline constexpr Statement kFindApproval{
    "approvals.find",
    "select " SANGAM_APPROVAL_COLUMNS " from approvals.approvals where tenant_id = $1 and id = $2"};
inline constexpr Statement kReadSealed{
    "approvals.read_sealed",
    "select request, reply from approvals.approvals where tenant_id = $1 and id = $2"};
// Of two that decide at once the second changes nothing.
inline constexpr Statement kDecide{
    "approvals.decide",
    "update approvals.approvals set status = $3, decided_by = $4, decided_by_name = $5,"
    " decided_at = $6, reason = $7 where tenant_id = $1 and id = $2 and status = 'pending'"
    " and expires_at > $6 and maker_person <> $4 returning " SANGAM_APPROVAL_COLUMNS};
inline constexpr Statement kFinish{
    "approvals.finish",
    "update approvals.approvals set status = $3, reply_status = $4, reply = $5"
    " where tenant_id = $1 and id = $2 and status = 'approved'"
    " returning " SANGAM_APPROVAL_COLUMNS};
inline constexpr Statement kReadRules{
    "approvals.rules.read",
    "select operation, condition from approvals.rules where tenant_id = $1"
    " and removed_at is null order by operation"};
// With those that are over since less long than $2.
inline constexpr Statement kReadRuleBook{
    "approvals.rules.read_book",
    "select operation, condition, removed_at is not null as removed from approvals.rules"
    " where tenant_id = $1 and (removed_at is null or removed_at > $2) order by operation"};
inline constexpr Statement kSetRule{
    "approvals.rules.set",
    "insert into approvals.rules (tenant_id, operation, condition, changed_at, changed_by)"
    " values ($1, $2, $3, $4, $5) on conflict (tenant_id, operation) do update"
    " set condition = $3, changed_at = $4, changed_by = $5, removed_at = null"};
inline constexpr Statement kRemoveRule{
    "approvals.rules.remove",
    "update approvals.rules set removed_at = $3, changed_at = $3, changed_by = $4"
    " where tenant_id = $1 and operation = $2 and removed_at is null returning operation"};

inline constexpr const Statement* kStatements[] = {&kInsertApproval, &kFindByKey,   &kFindApproval,
                                                   &kReadSealed,     &kDecide,      &kFinish,
                                                   &kReadRules,      &kReadRuleBook};
// As sangam_auth.
inline constexpr const Statement* kRuleStatements[] = {&kReadRules, &kSetRule, &kRemoveRule};

}  // namespace sangam::suites::platform::approvals
