#pragma once

// Inside kernel/saml: an assertion whose signature was verified, checked and read.

#include <libxml/tree.h>

#include <expected>

#include "kernel/saml/response.h"

namespace sangam::saml {

std::expected<Assertion, Refusal> read_assertion(const xmlNode* element, const Expected& expected);

}  // namespace sangam::saml
