#pragma once

// Rules that send requests elsewhere: to another version of the server for some callers (a canary),
// to another program behind the same address, or a copy of them to somebody who only watches.

#include <optional>
#include <string>

#include "base/scalars.h"
#include "base/text.h"

namespace sangam::gateway {

// Where another server is: "http://127.0.0.1:9000", without path.
class UpstreamAddress {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{
      .format = "origin", .example = "http://10.0.0.7:8080", .min_length = 8, .max_length = 280};

  static Verdict parse(std::string_view text, UpstreamAddress& address);
  void format(std::string& out) const { out += text_; }
  const std::string& str() const noexcept { return text_; }

  friend bool operator==(const UpstreamAddress&, const UpstreamAddress&) = default;

 private:
  std::string text_;
};

enum class UpstreamUse : std::uint8_t {
  forward,  // that server answers
  mirror    // this one answers; that one gets a copy, and what it says is dropped
};
SANGAM_ENUM(UpstreamUse, forward, mirror)

struct UpstreamRule {
  Text<1, 60> name;
  Text<1, 200> path;
  UpstreamAddress upstream;
  UpstreamUse use = UpstreamUse::forward;
  std::optional<Bounded<0, 100>> percent;
  std::optional<Text<1, 60>> header;
  std::optional<Text<0, 200>> value;
  std::optional<bool> limited;
};
SANGAM_DESCRIBE(UpstreamRule, (name, "For people, metrics and the choice of callers"),
                (path, "Beginning of the paths it is for, as /api/v1/ledger"),
                (upstream, "Where they go"), (use, "forward, or mirror: a copy"),
                (percent, "Of callers, always the same ones; 100 unless said"),
                (header, "Only requests that have this header, as Sangam-Version"),
                (value, "And this value in it; any unless said"),
                (limited,
                 "Whether limits are kept here for what is forwarded; false for a server"
                 " that keeps the same ones. true unless said"))

}  // namespace sangam::gateway
