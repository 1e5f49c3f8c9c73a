#pragma once

// ReplyPrinter: what a command writes to standard output, in the form that was asked for.

#include <functional>
#include <string>
#include <vector>

#include "base/describe.h"

namespace boost::json {
class value;
class array;
}  // namespace boost::json

namespace sangam::apps::client {

enum class OutputFormat : std::uint8_t { table, json, ndjson, csv };
SANGAM_ENUM(OutputFormat, table, json, ndjson, csv)

class ReplyPrinter {
 public:
  using Write = std::function<void(const std::string&)>;

  // `reply` describes what comes (an item of a stream, a reply, a page); null: nobody knows.
  // `query` is of select_values(); empty: all.
  ReplyPrinter(OutputFormat format, std::string query, const Type* reply, Write write)
      : format_(format), query_(std::move(query)), reply_(reply), write_(std::move(write)) {}

  // The one reply there is. `text` is how it came. Throws ClientError for a query that is none.
  void whole(const boost::json::value& value, const std::string& text);
  // Page after page of one list, and its end.
  void page(const boost::json::value& page);
  void end_of_pages();
  // Item after item of a stream.
  void item(const boost::json::value& item, const std::string& text);

 private:
  bool selected(const boost::json::value& value);
  void lines(const boost::json::array& items);
  void csv(const boost::json::value& item);

  OutputFormat format_;
  std::string query_;
  const Type* reply_;
  Write write_;
  std::vector<std::string> columns_;  // once the heading is written
  bool begun_ = false;                // some of a list of pages is written
};

}  // namespace sangam::apps::client
