#pragma once

// The list of tables that belong to the platform and not to a tenant: everything else is a
// tenant's.

#include <span>
#include <string_view>

namespace sangam::store {

// Qualified names, sorted.
std::span<const std::string_view> platform_tables() noexcept;
bool is_platform_table(std::string_view qualified_name) noexcept;

}  // namespace sangam::store
