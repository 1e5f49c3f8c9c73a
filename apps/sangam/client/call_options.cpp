#include "apps/sangam/client/call_options.h"

#include <algorithm>
#include <charconv>

namespace sangam::apps::client {

namespace {

using Fault = std::unexpected<std::string>;

constexpr OwnOption kOptions[] = {
    {"json", "BODY", "A whole body as JSON; fields are added to it", "Request"},
    {"file", "PATH", "The body of an upload; - is standard input", "Request"},
    {"idempotency-key", "KEY", "Makes repeating safe", "Request"},
    {"output", "FORMAT", "table (unless said), json, ndjson or csv", "Reply"},
    {"query", "POINTER", "Only what is there, such as /items/*/id, a line each", "Reply"},
    {"all", "", "Every page of a list, not just the first", "Reply"},
    {"out", "PATH", "The file a download goes to; one that is there stays", "Reply"},
    {"force", "", "With --out: over a file that is there", "Reply"},
    {"take", "COUNT", "So many items of a stream, then stop", "Stream"},
    {"last-event-id", "ID", "Go on behind this item of a stream", "Stream"},
    {"profile", "NAME", "Who to be and where; SANGAM_PROFILE, or the current one", "Server"},
    {"url", "URL", "The server; SANGAM_URL", "Server"},
    {"key", "KEY", "An API key; SANGAM_API_KEY is safer, others see command lines", "Server"},
    {"data", "DIR", "The data directory of a demo server; SANGAM_DATA", "Server"},
};

const OwnOption* own_option(std::string_view name) {
  const auto* found = std::ranges::find(kOptions, name, &OwnOption::name);
  return found == std::end(kOptions) ? nullptr : found;
}

std::string* text_of(std::string_view name, CallOptions& options) {
  if (name == "json") return &options.json;
  if (name == "file") return &options.file;
  if (name == "out") return &options.out;
  if (name == "query") return &options.query;
  if (name == "idempotency-key") return &options.idempotency_key;
  if (name == "last-event-id") return &options.last_event_id;
  if (name == "url") return &options.server.url;
  if (name == "key") return &options.server.key;
  if (name == "data") return &options.server.data;
  if (name == "profile") return &options.server.profile;
  return nullptr;
}

std::expected<void, std::string> set_flag(std::string_view name, CallOptions& options) {
  if (name == "all") options.all = true;
  else options.force = true;
  return {};
}

std::expected<void, std::string> set_value(std::string_view name, const std::string& value,
                                           CallOptions& options) {
  if (auto* text = text_of(name, options)) {
    *text = value;
    return {};
  }
  if (name == "output") {
    OutputFormat format{};
    if (Scalar<OutputFormat>::parse(value, format))
      return Fault("--output is table, json, ndjson or csv");
    options.output = format;
    return {};
  }
  const auto* end = value.data() + value.size();
  const auto parsed = std::from_chars(value.data(), end, options.take);
  if (parsed.ec != std::errc() || parsed.ptr != end || options.take < 1)
    return Fault("--take is how many, 1 at least");
  return {};
}

class Reader {
 public:
  Reader(std::span<const std::string> args, const IsField& is_field)
      : args_(args), is_field_(is_field) {}

  std::expected<CallOptions, std::string> read() {
    for (; at_ < args_.size(); ++at_)
      if (auto taken = take(args_[at_]); !taken) return Fault(taken.error());
    if (options_.operation.empty() && !options_.list && !options_.help)
      return Fault("name an operation, or --list");
    return std::move(options_);
  }

 private:
  std::expected<void, std::string> take(const std::string& word) {
    if (word == "--help" || word == "-h") {
      options_.help = true;
    } else if (word == "--list" && !is_field_(options_.operation, "list")) {
      options_.list = true;
    } else if (word.starts_with("--")) {
      return take_option(word);
    } else if (options_.operation.empty()) {
      options_.operation = word;
    } else {
      return Fault(word + " belongs to no option");
    }
    return {};
  }

  std::expected<void, std::string> take_option(const std::string& word) {
    const auto equals = word.find('=');
    const bool inside = equals != std::string::npos;
    const auto name = word.substr(2, inside ? equals - 2 : equals);
    const auto top = std::string_view(name).substr(0, name.find('.'));
    const auto* own = is_field_(options_.operation, top) ? nullptr : own_option(name);
    if (own && own->value.empty()) {
      if (inside) return Fault("--" + name + " takes no value");
      return set_flag(name, options_);
    }
    const bool follows = !inside && at_ + 1 < args_.size() && !args_[at_ + 1].starts_with("--");
    const auto value = inside ? word.substr(equals + 1) : follows ? args_[++at_] : std::string();
    if (own && !inside && !follows) return Fault("--" + name + " needs a value");
    if (own) return set_value(name, value, options_);
    if (options_.operation.empty()) return Fault("--" + name + " comes behind an operation's name");
    options_.fields.emplace_back(name, inside || follows ? value : "true");
    return {};
  }

  std::span<const std::string> args_;
  const IsField& is_field_;
  std::size_t at_ = 0;
  CallOptions options_;
};

}  // namespace

std::span<const OwnOption> own_options() { return kOptions; }

std::expected<CallOptions, std::string> parse_call(std::span<const std::string> args,
                                                   const IsField& is_field) {
  return Reader(args, is_field).read();
}

}  // namespace sangam::apps::client
