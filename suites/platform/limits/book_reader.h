#pragma once

// Reads the book from the database.

#include "kernel/store/unit_of_work.h"
#include "suites/platform/limits/limit_book.h"

namespace sangam::suites::platform::limits {

// As they are kept; throws Error{internal} for a text that is not what this module wrote.
LimitSettings read_settings(const std::string& json);
std::string write_settings(const LimitSettings& settings);

// `work` is of the role auth.
Task<std::int64_t> read_version(store::UnitOfWork& work);
Task<std::shared_ptr<const LimitPages>> read_pages(store::UnitOfWork& work);

}  // namespace sangam::suites::platform::limits
