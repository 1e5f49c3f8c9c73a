#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::access {

using store::Statement;

inline constexpr Statement kReadModel{
    "access.models.read",
    "select text, version, model_version, tuples, changed_at from access.models"
    " where tenant_id = $1"};
// Counts the version up and keeps other writers of the tenant out until the end: $2 changed_at.
inline constexpr Statement kBumpModel{
    "access.models.bump",
    "insert into access.models as m (tenant_id, text, version, model_version, tuples, changed_at)"
    " values ($1, '', 1, 0, 0, $2) on conflict (tenant_id) do update"
    " set version = m.version + 1, changed_at = excluded.changed_at"
    " returning text, version, model_version, tuples, changed_at"};
// $2 text
inline constexpr Statement kSetModel{
    "access.models.set",
    "update access.models set text = $2, model_version = version where tenant_id = $1"};
// $2 how many more
inline constexpr Statement kCountTuples{
    "access.models.count", "update access.models set tuples = tuples + $2 where tenant_id = $1"};

// $2 tuples, $3 objects, $4 relations, $5 subjects, $6 conditions, $7 written_at -> a row for each
// that is new or has another condition.
inline constexpr Statement kTouchTuples{
    "access.tuples.touch",
    "insert into access.tuples as t (tenant_id, tuple, object, relation, subject, condition,"
    " written_at) select $1, n.tuple, n.object, n.relation, n.subject, n.condition, $7 from"
    " unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])"
    " as n (tuple, object, relation, subject, condition)"
    " on conflict (tenant_id, tuple) do update"
    " set condition = excluded.condition, written_at = excluded.written_at"
    " where t.condition <> excluded.condition returning t.tuple, xmax = 0 as inserted"};
// $2 tuples
inline constexpr Statement kRemoveTuples{
    "access.tuples.remove",
    "delete from access.tuples where tenant_id = $1 and tuple = any($2::text[]) returning tuple"};
// How many different conditions there are, as far as $2: from one to the next by the index.
inline constexpr Statement kCountConditions{
    "access.tuples.count_conditions",
    "with recursive c (condition) as ("
    "(select t.condition from access.tuples t where t.tenant_id = $1 and t.condition > ''"
    " order by t.condition limit 1) union all"
    " select (select t.condition from access.tuples t where t.tenant_id = $1"
    " and t.condition > '' and t.condition > c.condition order by t.condition limit 1)"
    " from c where c.condition is not null)"
    " select count(*) as count from"
    " (select c.condition from c where c.condition is not null limit $2) as few"};
// $2 version, $3 objects, $4 relations, $5 subjects, $6 conditions, $7 which are removed
inline constexpr Statement kLogChanges{
    "access.changes.insert",
    "insert into access.changes (tenant_id, version, number, object, relation, subject, condition,"
    " removed) select $1, $2, n.number, n.object, n.relation, n.subject, n.condition, n.removed"
    " from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bool[]) with ordinality"
    " as n (object, relation, subject, condition, removed, number)"};
// $2 the last version that nobody needs
inline constexpr Statement kTrimChanges{
    "access.changes.trim", "delete from access.changes where tenant_id = $1 and version <= $2"};

// $2 the last tuple of the page before
inline constexpr Statement kPageTuples{
    "access.tuples.page",
    "select tuple, object, relation, subject, condition from access.tuples"
    " where tenant_id = $1 and tuple > $2 order by tuple limit 2000"};
// $2 after this version, $3 up to this one, $4 after this number of the first
inline constexpr Statement kPageChanges{
    "access.changes.page",
    "select version, number, object, relation, subject, condition, removed from access.changes"
    " where tenant_id = $1 and (version, number) > ($2, $4::int8) and version <= $3"
    " order by version, number limit 2000"};

// What sorts of tuples there are, an example of each, and how many.
inline constexpr Statement kTupleShapes{
    "access.tuples.shapes",
    "select min(tuple) as tuple, count(*) as count from access.tuples where tenant_id = $1"
    " group by split_part(object, ':', 1), relation, split_part(subject, ':', 1),"
    " split_part(subject, '#', 2), right(subject, 2) = ':*'"};
inline constexpr Statement kTupleConditions{
    "access.tuples.conditions",
    "select condition, min(tuple) as tuple, count(*) as count from access.tuples"
    " where tenant_id = $1 and condition <> '' group by condition"};

#define SANGAM_TUPLE_SELECT                                        \
  "select tuple, object, relation, subject, condition, written_at" \
  " from access.tuples where tenant_id = $1"

inline constexpr const Statement* kAccessStatements[] = {
    &kReadModel,       &kBumpModel,    &kSetModel,       &kCountTuples, &kTouchTuples,
    &kCountConditions, &kRemoveTuples, &kLogChanges,     &kTrimChanges, &kPageTuples,
    &kPageChanges,     &kTupleShapes,  &kTupleConditions};

}  // namespace sangam::suites::platform::access
