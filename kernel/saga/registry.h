#pragma once

// Registry: the definitions that a program knows, several versions of one name among them.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/saga/definition.h"

namespace sangam::saga {

// A definition and what follows from it.
struct KnownDefinition {
  Definition definition;
  Shape shape;
  std::string hash;
};

// Filled at start; afterwards any thread reads it. Addresses stay.
class Registry {
 public:
  // Asserts that it is coherent and that name and version are new.
  void add(Definition definition);

  const std::deque<KnownDefinition>& list() const noexcept { return known_; }
  // The one an instance began with; null: this program does not know it, so leaves it alone.
  const KnownDefinition* find(std::string_view hash) const;
  // The highest version, for new instances. Asserts that there is one.
  const KnownDefinition& latest(std::string_view name) const;
  std::vector<std::string> hashes() const;
  // Those that approvals ask for.
  std::vector<std::string> permissions() const;

 private:
  std::deque<KnownDefinition> known_;
};

}  // namespace sangam::saga
