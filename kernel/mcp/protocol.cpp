#include "kernel/mcp/protocol.h"

#include <algorithm>

#include "base/json_text.h"

namespace sangam::mcp {

namespace {

// Sent by clients of sessions that were agreed on with a newer version too.
constexpr std::string_view kEarlierVersion = "2025-03-26";

void append_list_item(std::string_view text, std::string& out) {
  if (out.back() != '[') out += ',';
  append_json_string(text, out);
}

}  // namespace

bool is_session_version(std::string_view version) noexcept {
  return version.empty() || version == kEarlierVersion ||
         std::ranges::find(kSessionVersions, version) != std::end(kSessionVersions);
}

std::string supported_versions() {
  std::string list = "[";
  append_list_item(kStatelessVersion, list);
  for (const auto version : kSessionVersions)
    append_list_item(version, list);
  return list + "]";
}

std::string server_info(const Settings& settings) {
  std::string info = R"({"name":)";
  append_json_string(settings.name, info);
  info += R"(,"title":)";
  append_json_string(settings.title, info);
  info += R"(,"version":)";
  append_json_string(settings.version, info);
  return info + "}";
}

std::string instructions(const Settings& settings) {
  std::string text =
      "Tools are the operations of " + settings.title +
      " that you may use, named module.resource.verb. Lists are pages: pass `next` of one as "
      "`cursor` of the next. Amounts are decimal texts with their asset. A result with isError "
      "says in `code` and `detail` why, and changed nothing.";
  text += " Before a change is made the person you act for may be asked.";
  return text;
}

std::string finish_result(Age age, const Settings& settings, std::string_view members) {
  std::string result = "{";
  result += members;
  if (age == Age::sessions) return result + "}";
  if (!members.empty()) result += ',';
  if (!members.starts_with(R"("resultType":)")) result += R"("resultType":"complete",)";
  return result + R"("_meta":{"io.modelcontextprotocol/serverInfo":)" + server_info(settings) +
         "}}";
}

std::string cache_hints(Age age, std::int64_t milliseconds, bool everybody) {
  if (age == Age::sessions) return {};
  return R"(,"ttlMs":)" + std::to_string(milliseconds) + R"(,"cacheScope":")" +
         (everybody ? "public" : "private") + "\"";
}

}  // namespace sangam::mcp
