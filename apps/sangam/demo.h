#pragma once

// The demo: what `sangam serve --demo` makes on a fresh data directory, so that a newcomer can sign
// in and send requests at once: an operator of the platform, a sandbox tenant with an owner and an
// API key, and a small book of accounts. Passwords and keys are random and written to
// DIRECTORY/demo.json (mode 0600), nowhere else.

#include <filesystem>
#include <string>

#include "kernel/store/connection_settings.h"

namespace sangam::apps {

// Makes people and tenant, once. Blocks.
void make_demo_people(const store::Endpoint& endpoint, const std::filesystem::path& directory);

// Fills the book of a fresh demo, by requests to `own_url`, and writes demo.json for the server at
// `url`; programs wait for it.
void write_demo(const std::filesystem::path& directory, const std::string& url,
                const std::string& own_url);

}  // namespace sangam::apps
