#include "kernel/lane/companions.h"

namespace sangam::lane {

namespace {

using store::BinaryArray;
using store::ElementType;

constexpr store::Statement kAppendAudit{
    "kernel.audit.append_batch",
    "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, target,"
    " outcome, detail) select t.tenant_id, t.id, t.at, t.actor, t.actor_kind, t.operation,"
    " t.request_id, t.target, 'done', nullif(t.detail, '') from unnest($1::int4[], $2::uuid[],"
    " $3::int8[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])"
    " t(tenant_id, id, at, actor, actor_kind, operation, request_id, target, detail)",
    store::Scope::platform};

constexpr store::Statement kAppendEvents{
    "kernel.outbox.append_batch",
    "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
    " select t.tenant_id, t.id, t.stream, t.type, 1, t.payload, t.occurred_at from"
    " unnest($1::int4[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int8[])"
    " t(tenant_id, id, stream, type, payload, occurred_at)",
    store::Scope::platform};

std::vector<store::BinaryParameter> parameters(const std::vector<BinaryArray>& arrays) {
  return {arrays.begin(), arrays.end()};
}

}  // namespace

Companions::Companions() {
  for (const auto type : {ElementType::int4, ElementType::uuid, ElementType::int8,
                          ElementType::text, ElementType::text, ElementType::text,
                          ElementType::text, ElementType::text, ElementType::text})
    audit_.emplace_back(type);
  for (const auto type : {ElementType::int4, ElementType::uuid, ElementType::text,
                          ElementType::text, ElementType::text, ElementType::int8})
    events_.emplace_back(type);
}

void Companions::clear() {
  for (auto& array : audit_)
    array.clear();
  for (auto& array : events_)
    array.clear();
}

void Companions::add_audit(std::int32_t tenant, const AuditEntry& entry) {
  audit_[0].append(tenant);
  audit_[1].append(entry.id);
  audit_[2].append(entry.at.nanoseconds);
  audit_[3].append(std::string_view(entry.actor));
  audit_[4].append(std::string_view(entry.actor_kind));
  audit_[5].append(std::string_view(entry.operation));
  audit_[6].append(std::string_view(entry.request_id));
  audit_[7].append(std::string_view(entry.target));
  audit_[8].append(std::string_view(entry.detail));
}

void Companions::add_event(std::int32_t tenant, const Uuid& id, std::string_view stream,
                           std::string_view type, std::string_view payload, Timestamp at) {
  events_[0].append(tenant);
  events_[1].append(id);
  events_[2].append(stream);
  events_[3].append(type);
  events_[4].append(payload);
  events_[5].append(at.nanoseconds);
}

void Companions::send(store::BatchConnection& connection) const {
  if (audit_[0].size() > 0) connection.send(kAppendAudit, parameters(audit_));
  if (events_[0].size() > 0) connection.send(kAppendEvents, parameters(events_));
}

}  // namespace sangam::lane
