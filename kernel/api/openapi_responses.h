#pragma once

// The responses of an OpenAPI document: what an operation answers when it succeeds, and the problem
// documents that operations share.

#include "kernel/api/schema.h"

namespace sangam::api {

// components/responses, components/headers, and the schemas that no struct has.
boost::json::object shared_responses();
boost::json::object shared_schemas();
boost::json::object reply_headers();

// `responses` of one operation.
boost::json::object responses_of(const Operation& operation, SchemaSet& schemas);

}  // namespace sangam::api
