#pragma once

// The server's description of its events: an AsyncAPI 3.0 document, served at /api/asyncapi.json.
// One channel an event type, one message a version. The same declarations give the same bytes.

#include <boost/json/object.hpp>
#include <span>
#include <string>

#include "kernel/api/module.h"

namespace sangam::api {

// JSON text, compact. Throws std::logic_error when declarations contradict each other.
// `others`: further channels by name, which clients talk on as well.
std::string asyncapi_document(std::span<const Module* const> modules,
                              const boost::json::object& others = {});

// JSON Schema (draft 2020-12) of the payload of one version, complete in itself.
std::string event_schema(const EventType& type);

}  // namespace sangam::api
