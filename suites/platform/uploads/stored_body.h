#pragma once

// StoredBody: an upload that is complete, as the body that its operation reads.

#include <vector>

#include "kernel/api/body.h"
#include "suites/platform/uploads/upload_store.h"

namespace sangam::suites::platform::uploads {

class StoredBody final : public api::Body {
 public:
  // `store` outlives it. Of a final upload, `parts` are its parts in order.
  StoredBody(UploadStore& store, const UploadRow& upload, const std::vector<UploadRow>& parts);

  // Throws Error{conflict} when a part of a final upload is gone meanwhile.
  Task<std::optional<std::string_view>> next() override;

 private:
  struct Segment {
    Uuid upload;
    std::int64_t length = 0;
  };

  Task<bool> fetch();

  UploadStore& store_;
  const Uuid upload_;
  std::vector<Segment> segments_;
  std::size_t segment_ = 0;
  std::int64_t position_ = 0;  // in the segment, behind what was read of the database
  std::vector<PieceRow> pieces_;
  std::size_t piece_ = 0;
  bool ended_ = false;
};

}  // namespace sangam::suites::platform::uploads
