#include "suites/platform/uploads/uploads.h"

namespace sangam::suites::platform::uploads {

void declare(api::Module& module, UploadsModule& services) {
  module.query<&Uploads::list>("uploads.list", services.uploads)
      .get("/uploads")
      .sorts({"created_at"})
      .summary("List your uploads that may break off and go on")
      .description("They are made and sent by tus 1.0 at this path: docs/guides/uploads.md.");
  module.query<&Uploads::get>("uploads.get", services.uploads)
      .get("/uploads/{id}")
      .summary("Read how far an upload is, and what came of it");
}

}  // namespace sangam::suites::platform::uploads
