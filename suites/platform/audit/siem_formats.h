#pragma once

// An audit entry as other systems read it: a line of CSV (RFC 4180), of the Common Event Format
// (ArcSight CEF, version 0), or of OCSF 1.3 (class API Activity, 6003) as JSON. Pure.

#include <string>

#include "kernel/audit/chain.h"

namespace sangam::suites::platform {

struct NumberedEntry {
  std::int64_t number = 0;
  audit::Entry entry;
};

std::string_view csv_heading();
// Each appends one whole line.
void append_csv(const NumberedEntry& entry, std::string& out);
void append_cef(const NumberedEntry& entry, std::string& out);
void append_ocsf(const NumberedEntry& entry, std::string& out);

}  // namespace sangam::suites::platform
