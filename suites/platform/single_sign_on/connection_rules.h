#pragma once

// What a connection may say. Private to this folder.

#include "suites/platform/single_sign_on/connection_row.h"

namespace sangam::suites::platform::single_sign_on {

// Throws Error{invalid} for addresses that are none or without TLS (allowed with `any_address`),
// and for what belongs to the other protocol.
void require_sound(const ConnectionRow& row, bool any_address);
// Throws Error{conflict} naming what is missing before people can sign in by it.
void require_complete(const ConnectionRow& row);
// Throws Error{invalid} at `pointer`.
void require_address(std::string_view pointer, std::string_view address, bool any_address);

}  // namespace sangam::suites::platform::single_sign_on
