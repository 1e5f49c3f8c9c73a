#include "kernel/api/request_text.h"

#include "base/assert.h"
#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::api {

void RequestText::read(const Type& type, void* value) {
  const auto document = JsonDocument::parse(json_);
  SANGAM_ASSERT(document);  // as it was written
  Problems problems;
  read_json(document->root(), type, value, problems);
  if (!problems.empty())
    throw Error{Code::invalid, "The request does not fit the operation any more.",
                std::move(problems)};
}

Body& RequestText::body() { SANGAM_ASSERT(false); }

}  // namespace sangam::api
