#pragma once

// Checks the text of one element against its simple type. Internal to the readers.

#include <optional>
#include <string>
#include <string_view>

#include "engines/messages/grammar.h"

namespace sangam::engines::messages {

struct ValueFault {
  std::string code;    // stable; see Problem::code
  std::string reason;  // a sentence about the value
};

// The first thing wrong with `text`, nullopt when nothing is. `currency` is the attribute Ccy of an
// amount, empty otherwise. Precondition: the type is simple. Source: the facets of ISO 20022's
// schemas; the rules on currencies, IBANs and minor units that the standard gives in words.
std::optional<ValueFault> check_value(const ElementType& type, std::string_view text,
                                      std::string_view currency = {});

// A calendar date, "2024-02-29", optionally with a zone as xs:date allows. Years 0001..9999.
bool is_date(std::string_view text) noexcept;
// "2024-02-29T23:59:59.5+02:00"; zone and fraction optional, 24:00:00 allowed.
bool is_date_time(std::string_view text) noexcept;

}  // namespace sangam::engines::messages
