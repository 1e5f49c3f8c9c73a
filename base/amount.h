#pragma once

// Money and other countable things, exactly: a whole number of smallest units of an asset. On the
// wire {"amount": "1234.50", "asset": "INR"}, a decimal string: JSON numbers are refused, because a
// reader may take them for floating point. In one text: "1234.50 INR".

#include <expected>

#include "base/asset.h"

namespace sangam {

struct Amount {
  static constexpr Shape kShape = Shape::amount;
  static constexpr Facts kFacts{.pattern = "^-?(0|[1-9][0-9]*)([.][0-9]{1,18})?$",
                                .example = "1234.50 INR"};

  std::int64_t units = 0;  // of 10^-asset.scale
  Asset asset;

  // "DECIMAL CODE". Of an ISO currency more decimals than its scale are refused and fewer are
  // filled up; of another asset the written scale is kept until `in` brings it to the registered
  // one. Refuses what does not fit into int64.
  static Verdict parse(std::string_view text, Amount& value);
  // The decimal has exactly asset.scale places, then the code.
  void format(std::string& out) const;

  friend bool operator==(const Amount&, const Amount&) = default;
};

// The units of `amount` counted in `asset`. Faults: `wrong_asset`; `wrong_scale` when digits would
// be lost; `out_of_range` when the units do not fit.
std::expected<std::int64_t, Fault> units_in(const Amount& amount, const Asset& asset);

// The decimal text alone: format_units(-5, 2) is "-0.05".
void format_units(std::int64_t units, int scale, std::string& out);

}  // namespace sangam
