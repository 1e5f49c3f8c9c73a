#include "kernel/vault/sealed.h"

#include "kernel/store/bytes.h"

namespace sangam::vault {

Verdict SealedBytes::parse(std::string_view, SealedBytes&) {
  return Fault{"sealed", "is kept sealed and cannot be given"};
}

Verdict SealedBytes::parse_sql(std::string_view text, SealedBytes& sealed) {
  store::Bytes bytes;
  auto fault = store::Bytes::parse_sql(text, bytes);
  if (!fault) sealed.bytes_ = std::move(bytes.value);
  return fault;
}

void SealedBytes::format_sql(std::string& out) const { store::Bytes{bytes_}.format_sql(out); }

}  // namespace sangam::vault
