#include "engines/authorization/object_table.h"

#include <sodium.h>

#include "base/assert.h"
#include "engines/authorization/flat_map.h"

namespace sangam::authorization {

// SipHash-2-4 (Aumasson and Bernstein 2012).
std::uint64_t ObjectTable::hash(TypeNumber type, std::string_view id) const noexcept {
  static_assert(std::tuple_size_v<HashSeed> == crypto_shorthash_KEYBYTES);
  std::uint64_t value = 0;
  static_assert(sizeof value == crypto_shorthash_BYTES);
  crypto_shorthash(reinterpret_cast<unsigned char*>(&value),
                   reinterpret_cast<const unsigned char*>(id.data()), id.size(), seed_.data());
  return mix(value + type);
}

ObjectNumber ObjectTable::find(TypeNumber type, std::string_view id) const noexcept {
  return index_.find(hash(type, id), [&](std::uint32_t slot) {
    return objects_[slot].type == type && objects_[slot].id == id;
  });
}

ObjectNumber ObjectTable::acquire(TypeNumber type, std::string_view id) {
  if (const auto found = find(type, id); found != kNoSlot) {
    ++objects_[found].references;
    return found;
  }
  auto number = static_cast<ObjectNumber>(objects_.size());
  if (free_.empty()) {
    objects_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  objects_[number] = {.id = std::string(id), .references = 1, .type = type};
  index_.insert(hash(type, id), number);
  return number;
}

void ObjectTable::release(ObjectNumber number) {
  auto& object = objects_[number];
  SANGAM_ASSERT(object.references > 0);
  if (--object.references > 0) return;
  index_.erase(hash(object.type, object.id), number);
  object = {};
  free_.push_back(number);
}

}  // namespace sangam::authorization
