// What events become: a subscription each, which follows the log of events for those of one type,
// with the payload as its type has it.

#include <map>
#include <stdexcept>

#include "kernel/graphql/derivation.h"
#include "kernel/graphql/names.h"

namespace sangam::graphql_door {

namespace {

constexpr std::string_view kTypeMember = "type";
constexpr std::string_view kPayloadMember = "payload";

// The newest version of each type that tenants are told of.
std::map<std::string_view, const api::EventType*> newest_of(
    std::span<const api::Module* const> modules) {
  std::map<std::string_view, const api::EventType*> newest;
  for (const auto* module : modules)
    for (const auto& type : module->events()) {
      if (!type.for_tenants) continue;
      auto& known = newest[type.name];
      if (!known || known->version < type.version) known = &type;
    }
  return newest;
}

}  // namespace

void Derivation::add_events(std::span<const api::Module* const> modules) {
  if (!tail) return;
  for (const auto& [name, type] : newest_of(modules))
    add_event(*type);
}

void Derivation::add_event(const api::EventType& event) {
  const auto name = type_name(event.name) + "Event";
  auto& object = draft.object(name, event.summary);
  kinds.emplace(name, ObjectKind::record);
  for (const auto& field : tail->output->fields()) {
    if (field.name == kPayloadMember) add_payload(event, object);
    else if (field.name != kTypeMember) add_member(object, *tail->output, field);
  }

  FieldKey key{"Subscription", field_name(event.name)};
  const auto [place, added] = roots.emplace(key, RootPlan{.operation = tail});
  if (!added) throw std::logic_error("an event and an operation are called " + key.field);
  auto& plan = place->second;
  plan.of_type = event.name;
  auto& field =
      draft.find("Subscription")
          ->field(key.field, name, event.summary + ".\n\nNeeds `" + tail->permission + "`.");
  field.costs(kOperationCost);
  for (const auto& one : tail->input->fields())
    if (one.name != kTypeMember) add_argument(*tail, *tail->input, one, {}, field, plan);
  field.argument({.name = std::string(kLastEventArgument),
                  .type = "String",
                  .description = "Goes on behind it: `extensions.eventId` of the last item."});
}

// Every member may be missing: the log holds events of older versions too.
void Derivation::add_payload(const api::EventType& event, graphql::TypeDraft& owner) {
  if (event.payload->fields().empty()) return;
  const auto name = type_name(event.name) + "Payload";
  auto& object = draft.object(
      name, "Version " + std::to_string(event.version) + "; what older ones did not have is null.");
  kinds.emplace(name, ObjectKind::record);
  for (const auto& field : event.payload->fields())
    add_member(object, *event.payload, field);
  for (auto& field : object.fields)
    if (field.type.ends_with('!')) field.type.pop_back();
  owner.field(std::string(kPayloadMember), name + "!", "What happened");
  fields[{owner.name, std::string(kPayloadMember)}] = {.member = std::string(kPayloadMember),
                                                       .type = event.payload};
}

}  // namespace sangam::graphql_door
