// Arbitrary fields of tus: each is read or refused with a sentence, within its bounds, and what was
// read is what a writer of ours would have written.

#include <cstdint>
#include <string>

#include "base/assert.h"
#include "base/base64.h"
#include "base/error.h"
#include "suites/platform/uploads/upload_headers.h"

namespace {

using namespace sangam;
using namespace sangam::suites::platform::uploads;

std::string written(const std::vector<MetadataPair>& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs)
    text += (text.empty() ? "" : ",") + key + " " + to_base64(value);
  return text;
}

template <class Work>
void refused_or(Work work) {
  try {
    work();
  } catch (const Error& error) {
    SANGAM_ASSERT(error.code == Code::malformed && !error.detail.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  refused_or([&] {
    const auto pairs = parse_metadata(text);
    SANGAM_ASSERT(pairs.size() <= kMetadataPairsMost && text.size() <= kMetadataMost);
    const auto ours = written(pairs);
    const auto again = parse_metadata(ours);
    SANGAM_ASSERT(written(again) == ours && again.size() == pairs.size());
  });
  refused_or([&] {
    const auto checksum = parse_checksum(text);
    SANGAM_ASSERT(checksum.digest.size() ==
                  (checksum.algorithm == ChecksumAlgorithm::sha1 ? 20U : 32U));
  });
  refused_or([&] {
    const auto concatenation = parse_concatenation(text);
    SANGAM_ASSERT(concatenation.parts.size() <= kPartsMost);
    SANGAM_ASSERT(concatenation.is_final != concatenation.parts.empty());
  });
  if (const auto count = parse_count(text)) SANGAM_ASSERT(*count >= 0);
  if (const auto path = parse_upload_path(text); path && path->upload) {
    const auto ours = std::string(kUploadsPath) + "/" + path->upload->str();
    SANGAM_ASSERT(parse_upload_path(ours)->upload == path->upload);
  }
  return 0;
}
