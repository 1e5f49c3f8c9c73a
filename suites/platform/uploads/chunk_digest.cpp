#include "suites/platform/uploads/chunk_digest.h"

#include <openssl/evp.h>

#include <new>

#include "base/assert.h"

namespace sangam::suites::platform::uploads {

void ChunkDigest::Free::operator()(evp_md_ctx_st* context) const noexcept {
  EVP_MD_CTX_free(context);
}

ChunkDigest::ChunkDigest(ChecksumAlgorithm algorithm) : context_(EVP_MD_CTX_new()) {
  if (!context_) throw std::bad_alloc();
  const auto* digest = algorithm == ChecksumAlgorithm::sha1 ? EVP_sha1() : EVP_sha256();
  const int begun = EVP_DigestInit_ex(context_.get(), digest, nullptr);
  SANGAM_ASSERT(begun == 1);
}

void ChunkDigest::add(std::string_view bytes) {
  const int added = EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
  SANGAM_ASSERT(added == 1);
}

std::string ChunkDigest::finish() {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  const int done =
      EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), &length);
  SANGAM_ASSERT(done == 1);
  digest.resize(length);
  return digest;
}

}  // namespace sangam::suites::platform::uploads
