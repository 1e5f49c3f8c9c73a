#pragma once

// Media types of GraphQL over HTTP: what a client sends, and what it takes.

#include <cstdint>
#include <optional>
#include <string_view>

namespace sangam::graphql_door {

enum class MediaType : std::uint8_t {
  json,          // application/json: 200 also for a document that is refused
  response,      // application/graphql-response+json: 400 for it
  event_stream,  // text/event-stream: a result, or one after another
};

// "application/json; charset=utf-8": for Content-Type, as long as the program runs.
std::string_view content_type(MediaType type) noexcept;

// The one that an Accept field prefers (RFC 9110 §12.5.1), the first of equals; JSON when it names
// none, or takes anything. nullopt: it takes none of them. O(bytes).
std::optional<MediaType> accepted(std::optional<std::string_view> accept) noexcept;

// Whether a Content-Type is JSON in UTF-8.
bool is_json(std::string_view content_type) noexcept;

}  // namespace sangam::graphql_door
