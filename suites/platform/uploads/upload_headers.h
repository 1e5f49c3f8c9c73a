#pragma once

// The fields of tus 1.0.0 (https://tus.io/protocols/resumable-upload): what clients say of an
// upload, read strictly and within bounds. Pure functions of their text.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "suites/platform/uploads/types.h"

namespace sangam::suites::platform::uploads {

inline constexpr std::string_view kTusVersion = "1.0.0";
inline constexpr std::string_view kTusExtensions =
    "creation,creation-with-upload,expiration,checksum,termination,concatenation";
inline constexpr std::string_view kChecksumAlgorithms = "sha1,sha256";
inline constexpr std::string_view kUploadsPath = "/api/v1/uploads";

inline constexpr std::size_t kMetadataMost = 8 * 1024;  // bytes of the field
inline constexpr std::size_t kMetadataPairsMost = 32;
inline constexpr std::size_t kPartsMost = 64;

// Digits, 0..2^63-1, as Upload-Offset and Upload-Length have them; nothing for anything else.
std::optional<std::int64_t> parse_count(std::string_view text) noexcept;

struct MetadataPair {
  std::string key;
  std::string value;  // decoded; may be any bytes
};

// "key base64,key base64,key": pairs joined by commas, a value may be missing (§ Upload-Metadata).
// Throws Error{malformed} naming what is wrong: an empty or repeated key, one that is not visible
// ASCII without blanks and commas, a value that is not base64, more than kMetadataPairsMost.
// O(length).
std::vector<MetadataPair> parse_metadata(std::string_view text);
// The value of that key; null when there is none.
const std::string* find(const std::vector<MetadataPair>& metadata, std::string_view key) noexcept;

enum class ChecksumAlgorithm : std::uint8_t { sha1, sha256 };

// "sha1 base64" (§ Upload-Checksum), the digest decoded and of the algorithm's length. Throws
// Error{malformed}: for an algorithm that we do not work out, too, as the protocol asks.
struct Checksum {
  ChecksumAlgorithm algorithm = ChecksumAlgorithm::sha1;
  std::string digest;
};
Checksum parse_checksum(std::string_view text);

// Upload-Concat: "partial", or "final;" and where the parts are, parted by blanks.
struct Concatenation {
  bool is_final = false;
  std::vector<Uuid> parts;
};
// Throws Error{malformed}: for parts that are no uploads of this server, for none, for one that is
// named twice, for more than kPartsMost.
Concatenation parse_concatenation(std::string_view text);

// Where uploads are: "/api/v1/uploads", one of them, or either below "/api/v1/tenants/{tenant}".
struct UploadPath {
  std::string_view tenant;         // slug or id; empty: not named
  std::optional<UploadId> upload;  // nothing: all of them
};
// Nothing for another path.
std::optional<UploadPath> parse_upload_path(std::string_view path) noexcept;

}  // namespace sangam::suites::platform::uploads
