#pragma once

// Resources as modules declare them (kernel/api/resource.h): "sangam://account/acct_01j…", read by
// the operation that resolves ids at every door; and documents of the server, read as they are.

#include <span>

#include "kernel/api/module.h"
#include "kernel/mcp/services.h"

namespace sangam::mcp {

// Whatever the modules' ids name, by the operation "resources.resolve", whose arguments are a list
// `id`. All outlives it.
std::unique_ptr<ResourceSource> make_declared_resources(std::span<const api::Module* const> modules,
                                                        const api::Operation& resolve,
                                                        const Services& services);

// A text that anybody who is signed in may read.
struct Document {
  std::string uri;
  std::string name;
  std::string title;
  std::string description;
  std::string media_type;
  std::string text;
};
std::unique_ptr<ResourceSource> make_documents(std::vector<Document> documents);

// {"uri":…,"mimeType":…,"text":…}
std::string text_contents(std::string_view uri, std::string_view media_type, std::string_view text);

}  // namespace sangam::mcp
