#pragma once

// RestInput: an operation's request as REST carries it. Fields named in the path come from there;
// the rest comes from the query for GET and DELETE, uploads and downloads, from a JSON body
// otherwise. A described struct inside a query request is flattened: its fields are parameters too.

#include <string_view>

#include "kernel/api/body.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/router.h"
#include "kernel/http/request.h"

namespace sangam::api {

// Whether the request's fields travel in a JSON body.
bool takes_json_body(const Operation& operation) noexcept;

// Lives while its operation runs.
class RestInput final : public InputSource, public Body {
 public:
  // `body` is the whole body when takes_json_body, and unused otherwise.
  RestInput(http::Request& request, const Match& match, std::string_view body)
      : request_(request), match_(match), body_(body) {}

  void read(const Type& type, void* value) override;
  Body& body() override;
  Task<std::optional<std::string_view>> next() override { return request_.next_chunk(); }

 private:
  void read_path(const Type& type, void* value, Problems& problems) const;
  void read_query(const Type& type, void* value, Problems& problems) const;
  void read_body(const Type& type, void* value, Problems& problems) const;

  http::Request& request_;
  const Match& match_;
  std::string_view body_;
};

}  // namespace sangam::api
