#pragma once

// Gathering: which ids in a result are links that were asked for. Level by level, so that all of a
// level are loaded at once.

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kernel/graphql/links.h"
#include "kernel/graphql/page_cursor.h"
#include "kernel/graphql/selection.h"

namespace sangam::graphql_door {

// Belongs to its execution, whose ids and documents outlive it.
class Gathering {
 public:
  explicit Gathering(Links& links) : links_(links) {}

  // Notes the links of an object, and of what is inside it. O(what is asked of it).
  void add(const Level& level, const boost::json::value& object);
  void add(const Level& connection, const PageView& page);
  // Notes what an id leads to.
  void add_link(const api::Resource& resource, const Level& level, std::string_view id);

  // Whether there are links to be loaded.
  bool pending() const noexcept { return links_.wants_any(); }
  // Once they are: notes the links of what they led to.
  void go_on();

 private:
  struct Step {
    const Level* level;
    std::string_view id;
  };
  void add_member(const Chosen& chosen, const boost::json::value& value);

  Links& links_;
  std::vector<Step> next_;
  // What was noted already, for each level that has links of its own.
  std::unordered_map<const Level*, std::unordered_set<std::string_view>> seen_;
};

}  // namespace sangam::graphql_door
