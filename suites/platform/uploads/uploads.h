#pragma once

// The module platform/uploads: bodies of declared uploads that may break off and go on, by tus 1.0.
// Start here; then door.h for the protocol, upload_store.h for what is kept, completion.h for how
// an operation gets its body.

#include "kernel/api/call.h"
#include "kernel/api/module.h"
#include "suites/platform/uploads/types.h"
#include "suites/platform/uploads/uploadable.h"

namespace sangam::suites::platform::uploads {

// What one has uploaded: one's own only.
class Uploads {
 public:
  Task<api::Page<Upload>> list(api::Call& call, ListUploads request);
  // With what came of it.
  Task<Upload> get(api::Call& call, OneUpload request);
};

// The services behind the module's operations. Lives until the server stops.
struct UploadsModule {
  Uploadable operations;  // filled once all operations are declared
  Uploads uploads;
  UploadLimits limits;
};

void declare(api::Module& module, UploadsModule& services);

}  // namespace sangam::suites::platform::uploads
