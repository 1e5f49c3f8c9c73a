#include "apps/sangam/client/call_options.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// Where an option of ours, not of the operation, is kept; null for a field.
std::string* own_option(const std::string& name, CallOptions& options) {
  if (name == "json") return &options.json;
  if (name == "file") return &options.file;
  if (name == "url") return &options.url;
  if (name == "key") return &options.key;
  if (name == "data") return &options.data;
  if (name == "idempotency-key") return &options.idempotency_key;
  return nullptr;
}

bool set_output(const std::string& value, CallOptions& options) {
  options.as_json = value == "json";
  return value == "json" || value == "table";
}

// Adds one option; `value` is null when none followed.
std::expected<void, std::string> take(const std::string& name, const std::string* value,
                                      CallOptions& options) {
  auto* own = own_option(name, options);
  if (!value) {
    if (own || name == "output") return std::unexpected("--" + name + " needs a value");
    options.fields.emplace_back(name, "true");
  } else if (name == "output") {
    if (!set_output(*value, options)) return std::unexpected("--output is table or json");
  } else if (own) {
    *own = *value;
  } else {
    options.fields.emplace_back(name, *value);
  }
  return {};
}

// What demo.json in `folder` says; empty where it says nothing.
ServerAddress read_demo(const std::string& folder) {
  std::ifstream file(folder + "/demo.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  json::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_object()) return {};
  const auto member = [&](std::string_view name) {
    const auto* found = value.get_object().if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
  };
  return {member("url"), member("api_key")};
}

std::string first_of(const std::string& a, const std::string& b, const std::string& c) {
  return !a.empty() ? a : !b.empty() ? b : c;
}

}  // namespace

std::expected<CallOptions, std::string> parse_call(std::span<const std::string> args) {
  CallOptions options;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const auto& word = args[i];
    if (word == "--list") {
      options.list = true;
    } else if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (!word.starts_with("--")) {
      if (!options.operation.empty()) return std::unexpected(word + " belongs to no option");
      options.operation = word;
    } else {
      const auto equals = word.find('=');
      const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
      const bool inside = equals != std::string::npos;
      const bool follows = !inside && i + 1 < args.size() && !args[i + 1].starts_with("--");
      const auto value = inside ? word.substr(equals + 1) : follows ? args[++i] : std::string();
      if (auto taken = take(name, inside || follows ? &value : nullptr, options); !taken)
        return std::unexpected(taken.error());
    }
  }
  if (options.operation.empty() && !options.list && !options.help)
    return std::unexpected("name an operation, or --list");
  return options;
}

std::expected<ServerAddress, std::string> find_server(const CallOptions& options) {
  const auto folder = first_of(options.data, environment("SANGAM_DATA"), "");
  const auto demo = folder.empty() ? ServerAddress{} : read_demo(folder);
  ServerAddress server{first_of(options.url, environment("SANGAM_URL"), demo.url),
                       first_of(options.key, environment("SANGAM_API_KEY"), demo.key)};
  while (server.url.ends_with('/'))
    server.url.pop_back();
  if (server.url.empty())
    return std::unexpected("which server? Give --url, SANGAM_URL, or --data with a demo.json");
  return server;
}

}  // namespace sangam::apps::client
