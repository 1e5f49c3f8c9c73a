#include "kernel/graphql/document_store.h"

#include <openssl/sha.h>

#include <cstdint>

namespace sangam::graphql_door {

DocumentStore::DocumentStore(std::size_t documents, std::size_t bytes)
    : documents_(documents), bytes_(bytes) {}

DocumentPointer DocumentStore::use(Entries::iterator entry) {
  entries_.splice(entries_.begin(), entries_, entry);
  return entry->document;
}

DocumentPointer DocumentStore::find(std::string_view text) {
  const std::lock_guard lock(mutex_);
  const auto found = by_text_.find(text);
  return found == by_text_.end() ? nullptr : use(found->second);
}

DocumentPointer DocumentStore::find_persisted(std::string_view hash) {
  const std::lock_guard lock(mutex_);
  const auto found = by_hash_.find(hash);
  return found == by_hash_.end() ? nullptr : use(found->second);
}

void DocumentStore::keep(const DocumentPointer& document, std::string hash) {
  const auto size = document->text().size();
  if (size > bytes_ || documents_ == 0) return;
  const std::lock_guard lock(mutex_);
  const auto known = by_text_.find(document->text());
  const auto entry = known != by_text_.end()
                         ? known->second
                         : entries_.insert(entries_.begin(), {.document = document, .hash = {}});
  if (known == by_text_.end()) {
    by_text_.emplace(entry->document->text(), entry);
    held_ += size;
  }
  if (!hash.empty() && entry->hash.empty()) {
    entry->hash = std::move(hash);
    by_hash_.emplace(entry->hash, entry);
  }
  use(entry);
  while (entries_.size() > documents_ || held_ > bytes_)
    forget_last();
}

void DocumentStore::forget_last() {
  const auto& last = entries_.back();
  held_ -= last.document->text().size();
  by_text_.erase(last.document->text());
  if (!last.hash.empty()) by_hash_.erase(last.hash);
  entries_.pop_back();
}

DocumentStore::Counts DocumentStore::counts() const {
  const std::lock_guard lock(mutex_);
  return {entries_.size(), held_};
}

std::string sha256_text(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), digest);
  std::string hex;
  for (const auto byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace sangam::graphql_door
