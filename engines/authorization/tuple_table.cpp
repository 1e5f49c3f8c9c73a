#include "engines/authorization/tuple_table.h"

namespace sangam::authorization {

namespace {

std::uint64_t hash_of(Node object, Node subject) { return mix(object.key() ^ mix(subject.key())); }

// A node and the relation at the other end.
std::uint64_t list_key(Node node, RelationNumber other) { return node.key() << 16 | other; }

TupleList found_in(const FlatMap<TupleList>& lists, std::uint64_t key) {
  const auto* found = lists.find(key);
  return found ? *found : TupleList{};
}

}  // namespace

std::uint32_t TupleTable::find(Node object, Node subject) const noexcept {
  return index_.find(hash_of(object, subject), [&](std::uint32_t slot) {
    return records_[slot].object == object && records_[slot].subject == subject;
  });
}

void TupleTable::insert(Node object, Node subject, ConditionNumber condition) {
  auto slot = static_cast<std::uint32_t>(records_.size());
  if (free_.empty()) {
    records_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  records_[slot] = {.object = object, .subject = subject, .condition = condition};
  index_.insert(hash_of(object, subject), slot);
  link(by_object_, list_key(object, subject.relation), &TupleRecord::of_object, slot);
  link(by_subject_, list_key(subject, object.relation), &TupleRecord::of_subject, slot);
}

void TupleTable::erase(std::uint32_t slot) {
  const auto record = records_[slot];
  index_.erase(hash_of(record.object, record.subject), slot);
  unlink(by_object_, list_key(record.object, record.subject.relation), &TupleRecord::of_object,
         slot);
  unlink(by_subject_, list_key(record.subject, record.object.relation), &TupleRecord::of_subject,
         slot);
  records_[slot] = {};
  free_.push_back(slot);
}

TupleList TupleTable::of_object(Node object, RelationNumber kind) const noexcept {
  return found_in(by_object_, list_key(object, kind));
}

TupleList TupleTable::of_subject(Node subject, RelationNumber relation) const noexcept {
  return found_in(by_subject_, list_key(subject, relation));
}

void TupleTable::link(Lists& lists, std::uint64_t key, Side side, std::uint32_t slot) {
  auto& list = lists.at(key);
  records_[slot].*side = {.next = list.first};
  if (list.first != kNoSlot) (records_[list.first].*side).previous = slot;
  list.first = slot;
  ++list.count;
}

void TupleTable::unlink(Lists& lists, std::uint64_t key, Side side, std::uint32_t slot) {
  const auto links = records_[slot].*side;
  if (links.next != kNoSlot) (records_[links.next].*side).previous = links.previous;
  if (links.previous != kNoSlot) {
    (records_[links.previous].*side).next = links.next;
    --lists.at(key).count;
    return;
  }
  auto& list = lists.at(key);
  list.first = links.next;
  if (--list.count == 0) lists.erase(key);
}

}  // namespace sangam::authorization
