#pragma once

// The body of a bulk request. Private to this folder.

#include <boost/json/fwd.hpp>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "suites/platform/scim/writer.h"

namespace sangam::suites::platform::scim {

struct BulkOperation {
  std::string method;   // in capital letters
  std::string bulk_id;  // empty: none
  std::string path;
  Job job;                               // its id as in the path
  std::set<std::string> refers_to = {};  // the bulkIds that path and body name
  std::optional<std::string> fault;      // why it cannot be done; then the job says nothing
};

struct BulkRequest {
  std::int64_t fail_on_errors = 0;  // 0: go on whatever fails
  std::vector<BulkOperation> operations;
};

// Throws ScimError.
BulkRequest read_bulk_request(const boost::json::value& body);

// The ids of what was made, by bulkId.
using BulkIds = std::map<std::string, std::string, std::less<>>;

// With ids in the place of "bulkId:…" in path and body. All are known (asserted).
Job resolved(const BulkIds& ids, Job job);

}  // namespace sangam::suites::platform::scim
