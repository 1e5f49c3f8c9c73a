#pragma once

// Compressing responses: negotiated by Accept-Encoding, for what says that it may be
// (Response::compression), and for what grows smaller by it.
//
// A response that holds a secret beside what a stranger can put into it tells the secret by its
// length (BREACH, 2013), so whoever makes a response allows it, and the default is not to. Why
// which levels, and what is left alone: docs/decisions/0029.

#include <string>
#include <string_view>

#include "base/task.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::http::compression {

// Smaller bodies are sent as they are: they fit into a packet either way.
inline constexpr std::size_t kLeastBytes = 1024;

// Whether the type shrinks: text, JSON, XML (SVG with it), scripts. Images, archives, PDF do not.
bool is_compressible(std::string_view content_type) noexcept;

// Compresses the body as the request accepts it, and says so: Content-Encoding, Vary, and an entity
// tag of its own (RFC 9110 §8.8.3.3: `"x"` becomes `"x.br"`). Large bodies are compressed in slices
// between which others on the loop have their turn; streams as they are sent, those that are read
// as they come (Compression::live) with each piece whole. Nothing happens to a response that is
// coded already, is part of something (206), holds a cookie, or says no-transform. Throws
// std::bad_alloc.
Task<void> compress(const Request& request, Response& response);

// The entity tag that was given to the body before it was coded: what a client got as `x.br` is
// what we call `x`. Tags of ours have no dot of their own.
std::string_view tag_as_made(std::string_view opaque_tag) noexcept;

}  // namespace sangam::http::compression
