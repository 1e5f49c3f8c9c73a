#pragma once

// The demo tenant's book: a ledger in rupees, a few accounts and transfers, made through the API of
// the server itself, so that a newcomer's first page shows something. Blocks; once a data folder.

#include <filesystem>

namespace sangam::apps {

void make_demo_book(const std::filesystem::path& directory, const std::string& url,
                    const std::string& api_key);

}  // namespace sangam::apps
