#include "apps/sangam/client/call_command.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cstdio>
#include <memory>

#include "apps/sangam/client/call_help.h"
#include "apps/sangam/client/call_options.h"
#include "apps/sangam/client/http_client.h"
#include "apps/sangam/client/table.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr const char* kUsage =
    "sangam call NAME --field value …   runs an operation on a running server\n"
    "sangam call --list                 names all operations\n"
    "sangam call NAME --help            explains one and its fields\n"
    "\n"
    "Amounts are \"12.50 INR\", lists repeat their field, nested fields have dots.\n"
    "  --json BODY            a whole body as JSON; fields are added to it\n"
    "  --file PATH            the body of an upload\n"
    "  --output table|json    how to print the reply; table unless said\n"
    "  --idempotency-key KEY  makes repeating safe\n"
    "  --url URL --key KEY    the server and an API key; or SANGAM_URL and SANGAM_API_KEY,\n"
    "  --data DIR             or the data directory of a demo server (SANGAM_DATA)\n"
    "SANGAM_CA names a PEM file of who signed the server's certificate, when the system does not "
    "know.\n"
    "Exit code: 0 done, 1 refused by the server, 2 wrong usage, 3 no reply.\n";

int usage_error(const std::string& reason) {
  std::fprintf(stderr, "sangam call: %s\n", reason.c_str());
  return kExitUsage;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string member_text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

// The operation of that name, or the suggestion of those that contain it.
const api::Operation* find_operation(std::span<const api::Operation* const> operations,
                                     const std::string& name) {
  const auto found = std::ranges::find_if(
      operations, [&](const api::Operation* operation) { return operation->name == name; });
  if (found != operations.end()) return *found;
  std::fprintf(stderr, "sangam call: there is no operation %s", name.c_str());
  const char* separator = "; do you mean ";
  for (const auto* operation : operations) {
    if (name.empty() || operation->name.find(name) == std::string::npos) continue;
    std::fprintf(stderr, "%s%s", separator, operation->name.c_str());
    separator = ", ";
  }
  std::fprintf(stderr, "? See sangam call --list\n");
  return nullptr;
}

void print_problem(const ClientReply& reply) {
  json::error_code error;
  const auto value = json::parse(reply.body, error);
  if (error || !value.is_object()) {
    std::fprintf(stderr, "%d\n%s\n", reply.status, reply.body.c_str());
    return;
  }
  const auto& problem = value.get_object();
  std::fprintf(stderr, "%d %s: %s\n", reply.status, member_text(problem, "code").c_str(),
               member_text(problem, "detail").c_str());
  if (const auto* status = problem.if_contains("ledger_status"); status && status->is_object())
    std::fprintf(stderr, "  ledger status %s\n", member_text(status->get_object(), "name").c_str());
  const auto* errors = problem.if_contains("errors");
  if (!errors || !errors->is_array()) return;
  for (const auto& item : errors->get_array())
    if (const auto* field = item.if_object())
      std::fprintf(stderr, "  %s %s\n", member_text(*field, "pointer").c_str(),
                   member_text(*field, "detail").c_str());
}

void print_reply(const ClientReply& reply, bool as_json) {
  if (reply.body.empty()) return;
  json::error_code error;
  const auto value = json::parse(reply.body, error);
  if (as_json || error) return print(reply.body + "\n");
  print(format_reply(value));
  if (const auto* object = value.if_object())
    if (const auto next = member_text(*object, "next"); !next.empty())
      std::fprintf(stderr, "There is more: --cursor %s\n", next.c_str());
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

ClientRequest to_client_request(const api::Operation& operation, const CallOptions& options,
                                const ServerAddress& server, PreparedRequest prepared,
                                std::FILE* upload) {
  ClientRequest request{.url = server.url + prepared.target, .method = std::move(prepared.method)};
  if (!server.key.empty()) request.headers.push_back("Authorization: Bearer " + server.key);
  if (!options.idempotency_key.empty())
    request.headers.push_back("Idempotency-Key: " + options.idempotency_key);
  if (upload) {
    request.headers.push_back("Content-Type: " + operation.media_type);
    request.read_body = [upload](char* buffer, std::size_t size) {
      return std::fread(buffer, 1, size, upload);
    };
  } else if (!prepared.body.empty()) {
    request.headers.push_back("Content-Type: application/json");
    request.body = std::move(prepared.body);
  }
  request.write_body = [](std::string_view piece) {
    std::fwrite(piece.data(), 1, piece.size(), stdout);
  };
  return request;
}

int run(const api::Operation& operation, const CallOptions& options) {
  auto prepared = prepare_request(operation, options.fields, options.json);
  if (!prepared) return usage_error(prepared.error());
  const auto server = find_server(options);
  if (!server) return usage_error(server.error());
  File upload;
  if (operation.kind == api::Kind::upload) {
    upload.reset(std::fopen(options.file.c_str(), "rb"));
    if (!upload) return usage_error("--file must name a file that can be read");
  }
  const auto reply = send_request(
      to_client_request(operation, options, *server, std::move(*prepared), upload.get()));
  if (!reply) {
    std::fprintf(stderr, "sangam call: no reply from %s: %s\n", server->url.c_str(),
                 reply.error().c_str());
    return kExitNoReply;
  }
  if (reply->status >= 400) {
    print_problem(*reply);
    return exit_code_of(reply->status);
  }
  print_reply(*reply, options.as_json);
  return kExitDone;
}

}  // namespace

int run_call_command(std::span<const api::Operation* const> operations,
                     std::span<const std::string> args) {
  const auto options = parse_call(args);
  if (!options) return usage_error(options.error());
  if (options->list) {
    print(list_operations(operations));
    return kExitDone;
  }
  if (options->operation.empty()) {
    print(kUsage);
    return kExitDone;
  }
  const auto* operation = find_operation(operations, options->operation);
  if (!operation) return kExitUsage;
  if (!options->help) return run(*operation, *options);
  print(explain_operation(*operation));
  return kExitDone;
}

}  // namespace sangam::apps::client
