#pragma once

// What a list is asked for: in the query of GET, or in the body of POST to /.search (RFC 7644
// §3.4.2, §3.4.3). Private to this folder.

#include <boost/json/fwd.hpp>

#include "kernel/http/request.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

struct SearchRequest {
  ListQuery query;
  Projection projection;
};

// Both throw ScimError.
SearchRequest read_search_query(const http::Request& request);
SearchRequest read_search_body(const boost::json::value& body);

}  // namespace sangam::suites::platform::scim
