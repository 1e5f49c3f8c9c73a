#pragma once

// What a firewall is shown of a request, and what it says.

#include <string>
#include <utility>
#include <vector>

namespace sangam::gateway::firewall {

// A copy: the firewall works on a thread of its own.
struct Message {
  std::string client = "127.0.0.1";
  std::string method = "GET";
  std::string target = "/";     // path and query as sent
  std::string version = "1.1";  // of HTTP
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;        // its beginning, or nothing
  bool with_body = false;  // whether `body` is to be looked at
  bool body_cut = false;   // whether more of it follows: that it ends amid something is no fault
};

// A rule that found something.
struct Match {
  std::string rule;  // its number in the rule set
  std::string message;

  friend bool operator==(const Match&, const Match&) = default;
};

struct Verdict {
  bool hostile = false;        // by the rule set's own measure
  std::vector<Match> matches;  // at most kMatchesMost
};

inline constexpr std::size_t kMatchesMost = 50;

}  // namespace sangam::gateway::firewall
