#include "kernel/mcp/catalogue.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <stdexcept>

#include "base/json_text.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kNameMost = 128;

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kNameMost && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

template <class Entry>
void add_named(std::map<std::string_view, std::unique_ptr<Entry>>& entries,
               std::unique_ptr<Entry> entry) {
  const std::string_view name = entry->name();
  if (!is_name(name)) throw std::logic_error("no name for a tool or prompt: " + std::string(name));
  if (!entries.try_emplace(name, std::move(entry)).second)
    throw std::logic_error("two tools or prompts of one name: " + std::string(name));
}

template <class Entry>
const Entry* find_named(const std::map<std::string_view, std::unique_ptr<Entry>>& entries,
                        std::string_view name) {
  const auto found = entries.find(name);
  return found == entries.end() ? nullptr : found->second.get();
}

std::vector<MirroredArgument> mirrored_of(const Tool& tool) {
  std::vector<MirroredArgument> mirrored;
  const auto card = json::parse(tool.card());
  const auto& schema = card.at("inputSchema").as_object();
  const auto* properties = schema.if_contains("properties");
  if (properties == nullptr) return mirrored;
  for (const auto& [argument, property] : properties->as_object()) {
    const auto* object = property.if_object();
    const auto* header = object ? object->if_contains("x-mcp-header") : nullptr;
    if (header == nullptr) continue;
    mirrored.push_back({std::string(header->as_string()), std::string(argument)});
  }
  return mirrored;
}

}  // namespace

std::string text_content(std::string_view text) {
  std::string content = R"([{"type":"text","text":)";
  append_json_string(text, content);
  return content + "}]";
}

void Catalogue::add(std::unique_ptr<Tool> tool) {
  const Tool* added = tool.get();
  add_named(tools_, std::move(tool));
  if (auto mirrored = mirrored_of(*added); !mirrored.empty())
    mirrored_.emplace(added, std::move(mirrored));
}

void Catalogue::add(std::unique_ptr<Prompt> prompt) { add_named(prompts_, std::move(prompt)); }

void Catalogue::add(std::unique_ptr<ResourceSource> source) {
  sources_.push_back(std::move(source));
}

const Tool* Catalogue::tool(std::string_view name) const { return find_named(tools_, name); }
const Prompt* Catalogue::prompt(std::string_view name) const { return find_named(prompts_, name); }

const std::vector<MirroredArgument>& Catalogue::mirrored(const Tool& tool) const {
  static const std::vector<MirroredArgument> none;
  const auto found = mirrored_.find(&tool);
  return found == mirrored_.end() ? none : found->second;
}

}  // namespace sangam::mcp
