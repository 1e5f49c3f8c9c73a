#include "kernel/mcp/listing.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <charconv>

#include "base/base64.h"
#include "base/json_text.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

// What a role may do changes now and then: lists are asked for anew after this long.
constexpr std::int64_t kFreshMilliseconds = 60'000;
// What cursors hold, so that one of another list is not taken.
constexpr std::string_view kAfterName = "name:";
constexpr std::string_view kAtIndex = "at:";

RpcError wrong(std::string message) {
  return {.code = kInvalidParams, .message = std::move(message), .data = {}, .status = 200};
}

// What is behind `mark` in the cursor; nothing where there is no cursor.
std::optional<std::string> cursor_in(const json::object& params, std::string_view mark) {
  const auto* cursor = params.if_contains("cursor");
  if (!cursor) return std::nullopt;
  const auto* text = cursor->if_string();
  auto decoded = text ? from_base64url({text->data(), text->size()}) : std::nullopt;
  if (!decoded || !decoded->starts_with(mark))
    throw wrong("/cursor is no \"nextCursor\" of this list.");
  return decoded->substr(mark.size());
}

// A page under way.
class Page {
 public:
  explicit Page(std::string_view member) : members_("\"" + std::string(member) + "\":[") {}

  bool full() const noexcept { return count_ == kPageSize; }
  void add(std::string_view card) {
    if (count_++ > 0) members_ += ',';
    members_ += card;
  }
  // `next`: what the cursor of the page behind holds; empty on the last.
  std::string finish(Age age, const std::string& next) && {
    members_ += ']';
    if (!next.empty()) members_ += R"(,"nextCursor":")" + to_base64url(next) + "\"";
    return std::move(members_) + cache_hints(age, kFreshMilliseconds);
  }

 private:
  std::string members_;
  std::size_t count_ = 0;
};

template <class Entries>
std::string list_named(const Entries& entries, std::string_view member, const Reader& reader,
                       const json::object& params) {
  const auto after = cursor_in(params, kAfterName);
  Page page(member);
  std::string last;
  for (auto entry = after ? entries.upper_bound(std::string_view(*after)) : entries.begin();
       entry != entries.end(); ++entry) {
    if (!entry->second->offered_to(reader.identity)) continue;
    if (page.full()) return std::move(page).finish(reader.age, std::string(kAfterName) + last);
    page.add(entry->second->card());
    last = entry->first;
  }
  return std::move(page).finish(reader.age, {});
}

std::string list_cards(const std::vector<std::string>& cards, std::string_view member,
                       const Reader& reader, const json::object& params) {
  std::size_t at = 0;
  if (const auto text = cursor_in(params, kAtIndex)) {
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), at);
    if (fault != std::errc() || end != text->data() + text->size())
      throw wrong("/cursor is no \"nextCursor\" of this list.");
  }
  Page page(member);
  for (; at < cards.size() && !page.full(); ++at)
    page.add(cards[at]);
  return std::move(page).finish(
      reader.age, at < cards.size() ? std::string(kAtIndex) + std::to_string(at) : std::string());
}

std::string_view text_at(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (!member || !member->is_string()) throw wrong("/" + std::string(name) + " must be a string.");
  return {member->get_string().data(), member->get_string().size()};
}

const json::object& object_at(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (!member || !member->is_object()) throw wrong("/" + std::string(name) + " must be an object.");
  return member->get_object();
}

std::vector<std::string> completions(const Catalogue& catalogue, const Reader& reader,
                                     const json::object& params) {
  const auto& reference = object_at(params, "ref");
  const auto& argument = object_at(params, "argument");
  const auto name = text_at(argument, "name");
  const auto beginning = text_at(argument, "value");
  const auto type = text_at(reference, "type");
  // Ids of a tenant's things are not guessed at.
  if (type == "ref/resource") return {};
  if (type != "ref/prompt") throw wrong("/ref/type must be ref/prompt or ref/resource.");
  const auto* prompt = catalogue.prompt(text_at(reference, "name"));
  if (!prompt || !prompt->offered_to(reader.identity)) throw wrong("There is no such prompt.");
  return prompt->complete(name, beginning);
}

}  // namespace

std::string list_tools(const Catalogue& catalogue, const Reader& reader,
                       const json::object& params) {
  return list_named(catalogue.tools(), "tools", reader, params);
}

std::string list_prompts(const Catalogue& catalogue, const Reader& reader,
                         const json::object& params) {
  return list_named(catalogue.prompts(), "prompts", reader, params);
}

std::string list_resources(const Catalogue& catalogue, const Reader& reader,
                           const json::object& params) {
  std::vector<std::string> cards;
  for (const auto& source : catalogue.sources())
    source->list(reader.identity, cards);
  return list_cards(cards, "resources", reader, params);
}

std::string list_templates(const Catalogue& catalogue, const Reader& reader,
                           const json::object& params) {
  std::vector<std::string> cards;
  for (const auto& source : catalogue.sources())
    source->list_templates(reader.identity, cards);
  return list_cards(cards, "resourceTemplates", reader, params);
}

std::string complete_argument(const Catalogue& catalogue, const Reader& reader,
                              const json::object& params) {
  const auto values = completions(catalogue, reader, params);
  std::string members = R"("completion":{"values":[)";
  for (const auto& value : values) {
    if (members.back() != '[') members += ',';
    append_json_string(value, members);
  }
  return members + R"(],"total":)" + std::to_string(values.size()) + R"(,"hasMore":false})";
}

}  // namespace sangam::mcp
