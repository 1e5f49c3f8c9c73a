#pragma once

// TupleTable: all tuples of a graph, found from the object, from the subject, or exactly. Adding,
// removing and finding one take the same time whatever their number: a group may have a million
// members.

#include <cstdint>
#include <vector>

#include "engines/authorization/flat_map.h"
#include "engines/authorization/object_table.h"

namespace sangam::authorization {

// An object and a relation: whoever has it. With kItself: the object.
struct Node {
  ObjectNumber object = 0;
  RelationNumber relation = kItself;

  std::uint64_t key() const noexcept { return std::uint64_t{object} << 16 | relation; }
  friend bool operator==(Node, Node) = default;
};

using ConditionNumber = std::uint32_t;
inline constexpr ConditionNumber kUnconditional = 0xFFFF'FFFF;

// A tuple in numbers, linked with those of the same object and of the same subject.
struct TupleRecord {
  Node object;
  Node subject;
  ConditionNumber condition = kUnconditional;
  struct Links {
    std::uint32_t next = kNoSlot;
    std::uint32_t previous = kNoSlot;
  };
  Links of_object;
  Links of_subject;
};

// Tuples that share an end. Valid until the next change.
struct TupleList {
  std::uint32_t first = kNoSlot;
  std::uint32_t count = 0;
};

// Any number of readers, or one writer.
class TupleTable {
 public:
  // kNoSlot when there is none.
  std::uint32_t find(Node object, Node subject) const noexcept;
  const TupleRecord& at(std::uint32_t slot) const { return records_[slot]; }
  std::size_t size() const noexcept { return records_.size() - free_.size(); }

  // It must not be there yet.
  void insert(Node object, Node subject, ConditionNumber condition);
  void set_condition(std::uint32_t slot, ConditionNumber condition) {
    records_[slot].condition = condition;
  }
  void erase(std::uint32_t slot);

  // Of an object's relation, those whose subjects have `kind` as their relation: usersets of one
  // sort, or with kItself objects.
  TupleList of_object(Node object, RelationNumber kind) const noexcept;
  // Of a subject, those of one relation.
  TupleList of_subject(Node subject, RelationNumber relation) const noexcept;
  // The next one of either list; kNoSlot at its end.
  std::uint32_t next_of_object(std::uint32_t slot) const { return records_[slot].of_object.next; }
  std::uint32_t next_of_subject(std::uint32_t slot) const { return records_[slot].of_subject.next; }

 private:
  using Lists = FlatMap<TupleList>;
  using Side = TupleRecord::Links TupleRecord::*;

  void link(Lists& lists, std::uint64_t key, Side side, std::uint32_t slot);
  void unlink(Lists& lists, std::uint64_t key, Side side, std::uint32_t slot);

  std::vector<TupleRecord> records_;
  std::vector<std::uint32_t> free_;
  SlotIndex index_;
  Lists by_object_;
  Lists by_subject_;
};

}  // namespace sangam::authorization
