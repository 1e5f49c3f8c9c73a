#include "apps/sangam/client/reply_printer.h"

#include <boost/json.hpp>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/csv.h"
#include "apps/sangam/client/json_query.h"
#include "apps/sangam/client/table.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

const json::array* items_of(const json::value& reply) {
  const auto* object = reply.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  return items ? items->if_array() : nullptr;
}

}  // namespace

// Values that were asked for are lines, whatever the format: text in JSON formats keeps its quotes.
bool ReplyPrinter::selected(const json::value& value) {
  if (query_.empty()) return false;
  const auto found = select_values(value, query_);
  if (!found) throw ClientError(found.error(), kExitUsage);
  const bool quoted = format_ == OutputFormat::json || format_ == OutputFormat::ndjson;
  for (const auto& one : *found) {
    const auto text = quoted ? json::serialize(one) : plain_text(one);
    write_((format_ == OutputFormat::csv ? csv_field(text) : text) + "\n");
  }
  return true;
}

void ReplyPrinter::lines(const json::array& items) {
  for (const auto& item : items)
    write_(json::serialize(item) + "\n");
}

void ReplyPrinter::csv(const json::value& item) {
  if (columns_.empty()) {
    if (!reply_) throw ClientError("--output csv is for what has fields", kExitUsage);
    columns_ = csv_columns(*reply_);
    write_(csv_heading(columns_));
  }
  write_(csv_line(columns_, item));
}

void ReplyPrinter::whole(const json::value& value, const std::string& text) {
  if (selected(value)) return;
  const auto* items = items_of(value);
  switch (format_) {
    case OutputFormat::table:
      return write_(format_reply(value));
    case OutputFormat::json:
      return write_(text + "\n");
    case OutputFormat::ndjson:
      if (items) return lines(*items);
      return write_(text + "\n");
    case OutputFormat::csv:
      if (!items) return csv(value);
      for (const auto& item : *items)
        csv(item);
      if (columns_.empty() && reply_) write_(csv_heading(csv_columns(*reply_)));
      return;
  }
}

void ReplyPrinter::page(const json::value& page) {
  if (selected(page)) return;
  const auto* items = items_of(page);
  if (!items) throw ClientError("--all is for lists that come in pages", kExitUsage);
  const bool first = !std::exchange(begun_, true);
  switch (format_) {
    case OutputFormat::table:
      if (first || !items->empty()) write_(format_reply(page));
      return;
    case OutputFormat::ndjson:
      return lines(*items);
    case OutputFormat::json: {
      std::string text = first ? "{\"items\":[" : items->empty() ? "" : ",";
      for (std::size_t i = 0; i < items->size(); ++i)
        text.append(i == 0 ? "\n" : ",\n").append(json::serialize((*items)[i]));
      return write_(text);
    }
    case OutputFormat::csv:
      for (const auto& item : *items)
        csv(item);
      if (first && columns_.empty() && reply_) write_(csv_heading(csv_columns(*reply_)));
      return;
  }
}

void ReplyPrinter::end_of_pages() {
  if (format_ == OutputFormat::json && query_.empty() && begun_) write_("\n]}\n");
}

void ReplyPrinter::item(const json::value& item, const std::string& text) {
  if (selected(item)) return;
  switch (format_) {
    case OutputFormat::table:
      return write_(format_reply(item) + "\n");
    case OutputFormat::json:
    case OutputFormat::ndjson:
      return write_(text + "\n");
    case OutputFormat::csv:
      return csv(item);
  }
}

}  // namespace sangam::apps::client
