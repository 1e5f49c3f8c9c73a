#include "suites/platform/events/events.h"

namespace sangam::suites::platform {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

void declare_events(api::Module& module, EventsModule& s) {
  module.query<&EventQueries::list>("events.list", s.queries)
      .get("/events")
      .permission("events:read")
      .data(DataClass::restricted)
      .sorts({"position"})
      .summary("List what has happened, the newest first");
  module.query<&EventQueries::get>("events.get", s.queries)
      .get("/events/{position}")
      .permission("events:read")
      .data(DataClass::restricted)
      .summary("Read an event");
  module.stream<&EventQueries::tail>("events.tail", s.queries)
      .get("/event-tail")
      .permission("events:read")
      .data(DataClass::restricted)
      .summary("Follow what happens")
      .description("The id of an item is its position: come back with it as Last-Event-ID.");
  module.query<&EventQueries::types>("events.types", s.queries)
      .get("/event-types")
      .audience(Audience::signed_in)
      .summary("Every type of event, with the schema of its payload");
}

void declare_dead_letters(api::Module& module, EventsModule& s) {
  const std::string path = "/dead-letters/{consumer}/{event}";
  module.query<&DeadLetters::list>("dead_letters.list", s.dead_letters)
      .get("/dead-letters")
      .permission("events:read")
      .data(DataClass::restricted)
      .sorts({"parked_at"})
      .summary("List events that could not be handled");
  module.query<&DeadLetters::get>("dead_letters.get", s.dead_letters)
      .get(path)
      .permission("events:read")
      .data(DataClass::restricted)
      .summary("Read a dead letter");
  module.command<&DeadLetters::edit>("dead_letters.edit", s.dead_letters)
      .patch(path)
      .conditional()
      .permission("events:write")
      .data(DataClass::restricted)
      .summary("Mend the payload of a dead letter; what was emitted is kept");
  module.command<&DeadLetters::requeue>("dead_letters.requeue", s.dead_letters)
      .post(path + "/requeue")
      .permission("events:write")
      .summary("Try a dead letter again; a parked stream goes on in its order");
  module.command<&DeadLetters::skip>("dead_letters.skip", s.dead_letters)
      .post(path + "/skip")
      .permission("events:write")
      .summary("Leave a dead letter undone; a parked stream goes on behind it");
  module.query<&DeadLetters::streams>("parked_streams.list", s.dead_letters)
      .get("/parked-streams")
      .permission("events:read")
      .data(DataClass::restricted)
      .sorts({"consumer"})
      .summary("List streams that stand still until somebody decides on an event of theirs");
}

void declare_administration(api::Module& module, EventsModule& s) {
  module.query<&EventAdministration::consumers>("consumers.list", s.administration)
      .get("/platform/consumers")
      .audience(Audience::platform)
      .permission("platform.events:read")
      .database_role(auth)
      .summary("How far every consumer of events has come");
  module.command<&EventAdministration::replay>("consumers.replay", s.administration)
      .post("/platform/consumers/{consumer}/replays")
      .created()
      .audience(Audience::platform)
      .permission("platform.events:write")
      .database_role(auth)
      .summary("Give a consumer a range of events again, or rebuild its projection");
  module.query<&EventAdministration::replays>("replays.list", s.administration)
      .get("/platform/replays")
      .audience(Audience::platform)
      .permission("platform.events:read")
      .database_role(auth)
      .summary("List replays");
  module.command<&EventAdministration::cancel>("replays.cancel", s.administration)
      .post("/platform/replays/{id}/cancel")
      .audience(Audience::platform)
      .permission("platform.events:write")
      .database_role(auth)
      .summary("End a replay before its time");
  module.query<&EventAdministration::relay>("relay.status", s.administration)
      .get("/platform/relay")
      .audience(Audience::platform)
      .permission("platform.events:read")
      .database_role(auth)
      .summary("What the relay is at: what waits, and who holds it up");
}

}  // namespace

void declare(api::Module& module, EventsModule& services) {
  declare_events(module, services);
  declare_dead_letters(module, services);
  declare_administration(module, services);
}

}  // namespace sangam::suites::platform
