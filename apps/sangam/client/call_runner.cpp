#include "apps/sangam/client/call_runner.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "apps/sangam/client/call_help.h"
#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/connection.h"
#include "apps/sangam/client/download_file.h"
#include "apps/sangam/client/environment.h"
#include "apps/sangam/client/follow_stream.h"
#include "apps/sangam/client/json_query.h"
#include "apps/sangam/client/problem_text.h"
#include "apps/sangam/client/progress_bar.h"
#include "apps/sangam/client/upload.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

// Of --all, unless the caller says.
constexpr const char* kPageSize = "500";

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw ClientError("standard output does not take any more");
}

json::value parse_reply(const ClientReply& reply) {
  json::error_code error;
  auto value = json::parse(reply.body, error);
  if (error) throw ClientError("the reply is no JSON: " + error.message(), kExitServerFault);
  return value;
}

std::string next_of(const json::value& page) {
  const auto* object = page.if_object();
  const auto* next = object ? object->if_contains("next") : nullptr;
  return next && next->is_string() ? std::string(next->get_string()) : std::string();
}

class Caller {
 public:
  Caller(const api::Operation& operation, const CallOptions& options)
      : operation_(operation),
        options_(options),
        fields_(options.fields),
        first_(prepare()),
        connection_(options.server) {}

  void run() {
    check_options();
    switch (operation_.kind) {
      case api::Kind::stream:
        return follow();
      case api::Kind::upload:
        return one(send_file(connection_, request(first_), options_.file));
      case api::Kind::download:
        return download();
      default:
        if (options_.all) return pages();
        return one(connection_.send(request(first_)));
    }
  }

 private:
  PreparedRequest prepare() const {
    auto prepared = prepare_request(operation_, fields_, options_.json);
    if (!prepared) throw ClientError(prepared.error(), kExitUsage);
    return std::move(*prepared);
  }

  // An option that would do nothing was meant for something else.
  void check_options() const {
    const auto fit = options_for(operation_);
    const auto require = [&](bool given, std::string_view name) {
      const bool fits =
          std::ranges::any_of(fit, [&](const auto* option) { return option->name == name; });
      if (given && !fits)
        throw ClientError("--" + std::string(name) + " is not for " + operation_.name, kExitUsage);
    };
    require(!options_.file.empty(), "file");
    require(!options_.out.empty(), "out");
    require(options_.force, "force");
    require(options_.all, "all");
    require(options_.take > 0, "take");
    require(!options_.last_event_id.empty(), "last-event-id");
    require(!options_.query.empty(), "query");
    if (const auto sound = select_values({}, options_.query); !sound)
      throw ClientError(sound.error(), kExitUsage);
    if (operation_.kind == api::Kind::upload && options_.file.empty())
      throw ClientError("--file must name a file that can be read", kExitUsage);
  }

  ClientRequest request(const PreparedRequest& prepared) const {
    ClientRequest request;
    request.url = prepared.target;
    request.method = prepared.method;
    if (!options_.idempotency_key.empty())
      request.headers.push_back("Idempotency-Key: " + options_.idempotency_key);
    if (operation_.kind == api::Kind::upload) {
      request.headers.push_back("Content-Type: " + operation_.media_type);
    } else if (!prepared.body.empty()) {
      request.headers.push_back("Content-Type: application/json");
      request.body = prepared.body;
    }
    return request;
  }

  ReplyPrinter printer(OutputFormat otherwise) const {
    return {options_.output.value_or(otherwise), options_.query, operation_.output, print};
  }

  void require_success(const ClientReply& reply) const {
    if (reply.status < 400) return;
    ClientError error(problem_text(reply, &operation_), exit_code_of(reply.status));
    error.status = reply.status;
    throw error;
  }

  void one(const ClientReply& reply) const {
    require_success(reply);
    if (reply.body.empty()) return;
    const auto value = parse_reply(reply);
    auto out = printer(OutputFormat::table);
    out.whole(value, reply.body);
    if (const auto next = next_of(value); !next.empty())
      std::fprintf(stderr, "There is more: --cursor %s (or --all)\n", next.c_str());
  }

  void pages() {
    auto out = printer(OutputFormat::table);
    const auto names_limit = [](const FieldText& field) { return field.first == "limit"; };
    if (std::ranges::none_of(fields_, names_limit)) fields_.emplace_back("limit", kPageSize);
    std::erase_if(fields_, [](const FieldText& field) { return field.first == "cursor"; });
    std::string cursor;
    for (;;) {
      const auto reply = connection_.send(request(prepare()));
      require_success(reply);
      const auto page = parse_reply(reply);
      out.page(page);
      const auto next = next_of(page);
      if (next.empty()) break;
      if (next == cursor) throw ClientError("the list does not come to an end", kExitServerFault);
      if (!cursor.empty()) fields_.pop_back();
      cursor = next;
      fields_.emplace_back("cursor", cursor);
    }
    out.end_of_pages();
  }

  void follow() {
    const bool watched = is_terminal(STDOUT_FILENO);
    auto out = printer(watched ? OutputFormat::table : OutputFormat::ndjson);
    follow_stream(connection_,
                  {.target = first_.target,
                   .last_event_id = options_.last_event_id,
                   .take = options_.take,
                   .operation = &operation_,
                   .pause =
                       [](std::chrono::milliseconds duration, const std::string& why) {
                         if (!why.empty()) std::fprintf(stderr, "sangam call: %s\n", why.c_str());
                         wait_for(duration);
                       }},
                  [&](const StreamEvent& event) {
                    json::error_code error;
                    const auto value = json::parse(event.data, error);
                    if (error) throw ClientError("an item is no JSON", kExitServerFault);
                    out.item(value, event.data);
                    return true;
                  });
  }

  void download() {
    if (!options_.out.empty() && options_.out != "-") return download_to_file();
    const bool text =
        operation_.media_type.starts_with("text/") || operation_.media_type.ends_with("json");
    if (is_terminal(STDOUT_FILENO) && !text)
      throw ClientError(operation_.media_type + " is not for terminals: --out PATH", kExitUsage);
    auto asked = request(first_);
    asked.write_body = [](std::string_view piece, std::int64_t) {
      return std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
    };
    const auto reply = connection_.send(std::move(asked));
    if (reply.stopped) throw ClientError("standard output does not take any more");
    require_success(reply);
    print(reply.body);
  }

  void download_to_file() {
    DownloadFile file(options_.out, options_.force);
    ProgressBar bar(ProgressUnit::bytes, true);
    std::int64_t received = 0;
    auto asked = request(first_);
    asked.write_body = [&](std::string_view piece, std::int64_t total) {
      received += static_cast<std::int64_t>(piece.size());
      bar.show("Receiving", received, total);
      return file.write(piece);
    };
    const auto reply = connection_.send(std::move(asked));
    bar.end();
    if (reply.stopped || (reply.status < 400 && !file.write(reply.body)))
      throw ClientError("cannot write " + options_.out);
    require_success(reply);
    received += static_cast<std::int64_t>(reply.body.size());
    file.keep();
    std::fprintf(stderr, "%s: %s\n", options_.out.c_str(), byte_text(received).c_str());
  }

  const api::Operation& operation_;
  const CallOptions& options_;
  std::vector<FieldText> fields_;
  PreparedRequest first_;
  Connection connection_;
};

}  // namespace

ExitCode run_call(const api::Operation& operation, const CallOptions& options) {
  Caller(operation, options).run();
  return kExitDone;
}

}  // namespace sangam::apps::client
