#include "suites/platform/uploads/stored_body.h"

#include "base/error.h"

namespace sangam::suites::platform::uploads {

StoredBody::StoredBody(UploadStore& store, const UploadRow& upload,
                       const std::vector<UploadRow>& parts)
    : store_(store), upload_(upload.id) {
  if (upload.kind != UploadKind::final) segments_.push_back({upload.id, upload.length});
  for (const auto& part : parts)
    segments_.push_back({part.id, part.length});
}

// False at the end of the last segment.
Task<bool> StoredBody::fetch() {
  if (segments_.empty()) co_return false;
  while (segment_ < segments_.size() && position_ == segments_[segment_].length) {
    ++segment_;
    position_ = 0;
  }
  if (segment_ == segments_.size()) co_return false;
  const auto& segment = segments_[segment_];
  pieces_ = co_await store_.read(segment.upload, position_);
  piece_ = 0;
  for (const auto& piece : pieces_) {
    if (piece.position != position_) pieces_.clear();
    if (pieces_.empty()) break;
    position_ += static_cast<std::int64_t>(piece.bytes.value.size());
  }
  if (pieces_.empty() || position_ > segment.length)
    throw Error{segments_.front().upload == upload_ ? Code::internal : Code::conflict,
                "Parts of this upload are gone: another one was made of them."};
  co_return true;
}

Task<std::optional<std::string_view>> StoredBody::next() {
  if (ended_) co_return std::nullopt;
  if (piece_ == pieces_.size() && !co_await fetch()) {
    ended_ = true;
    co_return std::nullopt;
  }
  co_return std::string_view(pieces_[piece_++].bytes.value);
}

}  // namespace sangam::suites::platform::uploads
