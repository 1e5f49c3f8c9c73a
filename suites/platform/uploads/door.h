#pragma once

// Door: tus 1.0.0 at /api/v1/uploads, for every declared upload (docs/guides/uploads.md).
//
// * POST    /api/v1/uploads       begins one: Upload-Length, Upload-Metadata: operation, parameters
// * HEAD    /api/v1/uploads/{id}  how far it is
// * PATCH   /api/v1/uploads/{id}  more of it; the last byte runs the operation
// * DELETE  /api/v1/uploads/{id}  gives it up
// * OPTIONS                       what this server can do
//
// GET is an operation (uploads.h): how it stands and what came of it. Who may do what is asked when
// an upload begins, with each request, and again when its operation runs.

#include "kernel/api/pools.h"
#include "kernel/api/reception.h"
#include "kernel/http/handler.h"
#include "suites/platform/uploads/completion.h"
#include "suites/platform/uploads/upload_headers.h"
#include "suites/platform/uploads/upload_store.h"
#include "suites/platform/uploads/uploads.h"

namespace sangam::suites::platform::uploads {

// Any loop; immutable.
class Door final : public http::RequestHandler {
 public:
  // All outlive it.
  Door(const UploadsModule& module, const Completion& completion, const api::Reception& reception,
       const api::PoolDirectory& pools)
      : module_(module), completion_(completion), reception_(reception), pools_(pools) {}

  // Whether a request below /api/v1/uploads is one of tus and not an operation's.
  static bool serves(http::Method method, std::string_view path) noexcept;
  // serves() is true of it.
  Task<http::Response> handle(http::Request& request) override;

 private:
  struct Asked;

  Task<http::Response> answer(http::Request& request, Asked& asked);
  Task<http::Response> begin(http::Request& request, Asked& asked);
  Task<http::Response> look(Asked& asked);
  Task<http::Response> append(http::Request& request, Asked& asked);
  Task<http::Response> give_up(Asked& asked);
  Task<http::Response> receive(http::Request& request, Asked& asked, UploadRow upload,
                               http::Response response);
  Task<UploadRow> find_own(Asked& asked);
  Task<UploadRow> row_of(const http::Request& request, Asked& asked);
  Task<void> join(Asked& asked, UploadRow& row, Concatenation concatenation);
  void describe_whole(const http::Request& request, const Asked& asked, UploadRow& row) const;
  void require_allowed(const Asked& asked, const UploadRow& upload) const;

  const UploadsModule& module_;
  const Completion& completion_;
  const api::Reception reception_;
  const api::PoolDirectory& pools_;
};

}  // namespace sangam::suites::platform::uploads
