#pragma once

// A chunk of an upload, from the connection into rows.

#include <optional>

#include "kernel/http/request.h"
#include "suites/platform/uploads/upload_headers.h"
#include "suites/platform/uploads/upload_store.h"

namespace sangam::suites::platform::uploads {

enum class ChunkEnd : std::uint8_t {
  kept,       // all of it
  taken,      // another request sends this upload now
  different,  // from its checksum: nothing of it is kept
};

// Reads the request's body and keeps it behind what is received; `writing` then stands behind it.
// Without a checksum each piece counts as soon as it is kept, so that a connection that breaks
// loses less than kPieceBytes; with one all counts or nothing does. Throws what reading the body
// throws, after keeping what came before. Memory: a piece.
Task<ChunkEnd> receive_chunk(http::Request& request, UploadStore& store, Writing& writing,
                             std::optional<Checksum> checksum);

}  // namespace sangam::suites::platform::uploads
