#pragma once

// A consumer for tests: adds an item to a shop as noted, one more each time it happens.

#include <map>
#include <string>
#include <vector>

#include "kernel/events/testing/event_path.h"

namespace sangam::events::testing {

// Handles notes "NUMBER" or "NUMBER what". Fails as told, before or after the effect was written.
struct Clerk {
  std::vector<std::string> order;    // of effects, by stream and text
  std::map<std::string, int> tries;  // by text
  std::function<void(const std::string& text, int tries)> before = [](auto&, int) {};
  std::function<void(const std::string& text, int tries)> after = [](auto&, int) {};

  // Three tries with short pauses. It refers to this.
  Consumer consumer();

 private:
  Task<void> handle(Delivery& delivery);
};

// "1=1 2=1": name and how often it was added, by number.
std::string items(store::testing::Database& database);
// Where the clerk's consumer stands, as the database knows.
std::string position(store::testing::Database& database);

}  // namespace sangam::events::testing
