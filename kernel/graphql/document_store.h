#pragma once

// DocumentStore: documents that were found valid, kept for the next request with the same text; and
// automatic persisted queries, by which clients send the hash of a text instead of the text.

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engines/graphql/document.h"

namespace sangam::graphql_door {

using DocumentPointer = std::shared_ptr<const graphql::Document>;

// Forgets what was not used for longest when it is full. Any thread; shared by the requests under
// way, which is why documents are counted.
class DocumentStore {
 public:
  DocumentStore(std::size_t documents, std::size_t bytes);

  // Null when it is not there. O(bytes of the text).
  DocumentPointer find(std::string_view text);
  // By the SHA-256 of its text, in hexadecimal, if somebody sent both.
  DocumentPointer find_persisted(std::string_view hash);
  // Keeps it. `hash`: of its text, when it is to be found by it; empty: not.
  void keep(const DocumentPointer& document, std::string hash);

  struct Counts {
    std::size_t documents = 0;
    std::size_t bytes = 0;
  };
  Counts counts() const;

 private:
  struct Entry {
    DocumentPointer document;
    std::string hash;
  };
  using Entries = std::list<Entry>;  // the last used first

  DocumentPointer use(Entries::iterator entry);
  void forget_last();

  const std::size_t documents_;
  const std::size_t bytes_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::size_t held_ = 0;  // bytes
  std::unordered_map<std::string_view, Entries::iterator> by_text_;
  std::unordered_map<std::string_view, Entries::iterator> by_hash_;
};

// SHA-256 in lower-case hexadecimal.
std::string sha256_text(std::string_view text);

}  // namespace sangam::graphql_door
