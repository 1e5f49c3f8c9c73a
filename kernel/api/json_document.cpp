#include "kernel/api/json_document.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <optional>
#include <set>
#include <vector>

namespace sangam::api {

namespace json = boost::json;

namespace {

using Text = json::string_view;

// What handlers share: no limits of their own (the body was limited before) and nothing to do.
struct HandlerBase {
  static constexpr std::size_t max_object_size = SIZE_MAX;
  static constexpr std::size_t max_array_size = SIZE_MAX;
  static constexpr std::size_t max_key_size = SIZE_MAX;
  static constexpr std::size_t max_string_size = SIZE_MAX;
  using Failure = json::error_code;

  bool on_document_begin(Failure&) { return true; }
  bool on_document_end(Failure&) { return true; }
  bool on_object_begin(Failure&) { return true; }
  bool on_array_begin(Failure&) { return true; }
  bool on_number_part(Text, Failure&) { return true; }
  bool on_comment_part(Text, Failure&) { return true; }
  bool on_comment(Text, Failure&) { return true; }
};

// Builds values as the library's own handler does, and counts members: an object that has fewer
// than were read had one twice (the library keeps the last one silently, so that two readers of one
// request could disagree about it).
struct BuildingHandler : HandlerBase {
  explicit BuildingHandler(json::storage_ptr storage) { stack.reset(std::move(storage)); }

  bool on_object_end(std::size_t count, Failure&) {
    members += count;
    stack.push_object(count);
    return true;
  }
  bool on_array_end(std::size_t count, Failure&) { return stack.push_array(count), true; }
  bool on_key_part(Text part, std::size_t, Failure&) { return stack.push_chars(part), true; }
  bool on_key(Text part, std::size_t, Failure&) { return stack.push_key(part), true; }
  bool on_string_part(Text part, std::size_t, Failure&) { return stack.push_chars(part), true; }
  bool on_string(Text part, std::size_t, Failure&) { return stack.push_string(part), true; }
  bool on_int64(std::int64_t value, Text, Failure&) { return stack.push_int64(value), true; }
  bool on_uint64(std::uint64_t value, Text, Failure&) { return stack.push_uint64(value), true; }
  bool on_double(double value, Text, Failure&) { return stack.push_double(value), true; }
  bool on_bool(bool value, Failure&) { return stack.push_bool(value), true; }
  bool on_null(Failure&) { return stack.push_null(), true; }

  json::value_stack stack;
  std::size_t members = 0;
};

// Second reading, only after a duplicate is known to exist: finds its name.
struct DuplicateFinder : HandlerBase {
  bool on_object_begin(Failure&) { return names.emplace_back(), true; }
  bool on_object_end(std::size_t, Failure&) { return names.pop_back(), true; }
  bool on_array_end(std::size_t, Failure&) { return true; }
  bool on_key_part(Text part, std::size_t, Failure&) {
    return name.append(part.data(), part.size()), true;
  }
  bool on_key(Text part, std::size_t, Failure& failure) {
    name.append(part.data(), part.size());
    if (!names.back().insert(name).second) {
      duplicate = name;
      failure = json::make_error_code(json::error::syntax);
      return false;
    }
    name.clear();
    return true;
  }
  bool on_string_part(Text, std::size_t, Failure&) { return true; }
  bool on_string(Text, std::size_t, Failure&) { return true; }
  bool on_int64(std::int64_t, Text, Failure&) { return true; }
  bool on_uint64(std::uint64_t, Text, Failure&) { return true; }
  bool on_double(double, Text, Failure&) { return true; }
  bool on_bool(bool, Failure&) { return true; }
  bool on_null(Failure&) { return true; }

  std::vector<std::set<std::string>> names;
  std::string name;
  std::string duplicate;
};

json::parse_options options() {
  json::parse_options options;
  options.max_depth = JsonDocument::kMaxDepth;
  return options;
}

std::size_t count_members(const json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object)
      count += count_members(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array)
      count += count_members(item);
  }
  return count;
}

JsonFault find_duplicate(std::string_view text) {
  json::basic_parser<DuplicateFinder> finder(options());
  json::error_code error;
  const auto read = finder.write_some(false, text.data(), text.size(), error);
  return {read, "the member \"" + finder.handler().duplicate + "\" appears twice in one object"};
}

std::string reason_of(const json::error_code& error) {
  if (error == json::error::too_deep)
    return "is nested deeper than " + std::to_string(JsonDocument::kMaxDepth) + " levels";
  if (error == json::error::incomplete) return "ends too early";
  if (error == json::error::extra_data) return "has something behind its end";
  return "is not JSON: " + error.message();
}

}  // namespace

// Most requests fit into the first block and cost no allocation beyond it.
struct JsonDocument::Memory {
  unsigned char first_block[2048];
  json::monotonic_resource resource{first_block, sizeof first_block};
  std::optional<json::value> root;
};

JsonDocument::JsonDocument(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

const json::value& JsonDocument::root() const noexcept { return *memory_->root; }

std::expected<JsonDocument, JsonFault> JsonDocument::parse(std::string_view text) {
  // Not filled with zeros first.
  auto memory = std::make_unique_for_overwrite<Memory>();
  json::basic_parser<BuildingHandler> parser(options(), json::storage_ptr(&memory->resource));
  json::error_code error;
  const auto read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::make_error_code(json::error::extra_data);
  if (error) return std::unexpected(JsonFault{read, reason_of(error)});
  memory->root.emplace(parser.handler().stack.release());
  if (count_members(*memory->root) != parser.handler().members)
    return std::unexpected(find_duplicate(text));
  return JsonDocument(std::move(memory));
}

}  // namespace sangam::api
