#pragma once

// ObjectTable: a number for each object that some tuple names, so that everything else works with
// numbers. An object is there as long as a tuple names it.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engines/authorization/names.h"
#include "engines/authorization/schema.h"
#include "engines/authorization/slot_index.h"

namespace sangam::authorization {

using ObjectNumber = std::uint32_t;

// A secret, so that nobody can choose names whose hashes collide.
using HashSeed = std::array<std::uint8_t, 16>;

// Any number of readers, or one writer.
class ObjectTable {
 public:
  explicit ObjectTable(HashSeed seed) : seed_(seed) {}

  // kNoSlot when no tuple names it.
  ObjectNumber find(TypeNumber type, std::string_view id) const noexcept;
  // Adds it, or another reference to it.
  ObjectNumber acquire(TypeNumber type, std::string_view id);
  void release(ObjectNumber object);

  TypeNumber type(ObjectNumber object) const { return objects_[object].type; }
  const std::string& id(ObjectNumber object) const { return objects_[object].id; }
  std::size_t size() const noexcept { return objects_.size() - free_.size(); }

 private:
  struct Object {
    std::string id;
    std::uint32_t references = 0;
    TypeNumber type = 0;
  };
  std::uint64_t hash(TypeNumber type, std::string_view id) const noexcept;

  HashSeed seed_;
  std::vector<Object> objects_;
  std::vector<ObjectNumber> free_;
  SlotIndex index_;
};

}  // namespace sangam::authorization
