#include "kernel/api/dated_reply.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/error.h"

namespace sangam::api {

namespace json = boost::json;

std::optional<Date> version_of(const http::Request& request) {
  const auto said = request.header(kVersionField);
  if (!said) return std::nullopt;
  Date day;
  if (Date::parse(*said, day))
    throw Error{Code::malformed, std::string(kVersionField) +
                                     " must be a day, like 2026-01-31: that for which the"
                                     " caller was written."};
  return day;
}

void make_dated(const Operation& operation, Date day, std::string& text) {
  const auto& changes = operation.reply_changes;
  if (changes.empty() || text.empty() || changes.back().day <= day) return;
  auto reply = json::parse(text).as_object();
  // The newest is undone first: each knows only the form right behind it.
  for (auto change = changes.rbegin(); change != changes.rend() && change->day > day; ++change)
    change->undo(reply);
  text = json::serialize(reply);
}

}  // namespace sangam::api
