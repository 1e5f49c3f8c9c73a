#pragma once

// ResultWriter: writes what was asked for as JSON, straight from the replies of operations and the
// things that links led to. A value that is missing where one must be takes what is around it
// along, up to what may be null (§6.4.4 of the specification).

#include <string>
#include <string_view>
#include <vector>

#include "engines/graphql/location.h"
#include "kernel/graphql/links.h"
#include "kernel/graphql/response_errors.h"
#include "kernel/graphql/root.h"

namespace sangam::graphql_door {

// Belongs to its execution.
class ResultWriter {
 public:
  // More errors are not told: each is another line of one refusal.
  static constexpr std::size_t kErrorsMost = 50;

  ResultWriter(const Links& links, const telemetry::Trace& trace) : links_(links), trace_(trace) {}

  // Appends the value of a root field. False: it is null and must not be. O(what it has).
  bool write(const Root& root, std::string& out);
  std::vector<std::string>& errors() noexcept { return errors_; }

 private:
  // False: nothing was appended, it is null.
  bool write_root(const Root& root, std::string& out);
  bool write_entities(const Root& root, std::string& out);
  // False: what must not be null is, and nothing was appended.
  bool write_typed(const graphql::Type& type, const boost::json::value* value, const Chosen& chosen,
                   std::string& out);
  bool write_some(const graphql::Type& type, const boost::json::value& value, const Chosen& chosen,
                  std::string& out);
  bool write_list(const graphql::Type& type, const boost::json::value& value, const Chosen& chosen,
                  std::string& out);
  bool write_link(const Chosen& chosen, const boost::json::value& id, std::string& out);
  bool write_linked(const api::Resource& resource, const Level& level, std::string_view id,
                    std::string& out);
  bool write_record(const Level& level, const boost::json::value& value, std::string& out);
  bool write_connection(const Level& level, const PageView& page, std::string& out);
  bool write_nodes(const Level& level, const PageView& page, std::string& out);
  bool write_edges(const Level& level, const PageView& page, std::string& out);
  bool write_edge(const Level& level, const PageView& page, std::size_t at, std::string& out);
  static void write_page_info(const Level& level, const PageView& page, std::string& out);
  void fail(const Error& error);

  const Links& links_;
  const telemetry::Trace& trace_;
  Path path_;
  std::vector<std::string> errors_;
};

}  // namespace sangam::graphql_door
