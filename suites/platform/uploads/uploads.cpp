#include "suites/platform/uploads/uploads.h"

#include "kernel/api/list.h"
#include "suites/platform/uploads/statements.h"

namespace sangam::suites::platform::uploads {

Upload shown(const UploadRow& row, bool with_reply) {
  Upload upload;
  upload.id = {row.id};
  upload.kind = row.kind;
  if (!row.operation.empty()) upload.operation = row.operation;
  upload.state = row.state;
  upload.length = row.length;
  upload.received = row.received;
  upload.reply_status = row.reply_status;
  if (with_reply) upload.reply = row.reply;
  upload.created_at = row.created_at;
  upload.expires_at = row.expires_at;
  upload.finished_at = row.finished_at;
  return upload;
}

Task<api::Page<Upload>> Uploads::list(api::Call& call, ListUploads request) {
  api::ListStatement list("uploads.list", kListUploads, call);
  list.filter("actor = ?", call.principal().id_text)
      .filter("state = ?", request.state)
      .sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-created_at");
  auto rows = co_await list.page<UploadRow>(call, request.paging);
  api::Page<Upload> page;
  for (const auto& row : rows.items)
    page.items.push_back(shown(row, false));
  page.next = std::move(rows.next);
  co_return page;
}

Task<Upload> Uploads::get(api::Call& call, OneUpload request) {
  const auto row = co_await call.row<UploadRow>(kFindUpload, request.id);
  if (!row || row->state == UploadState::ended || row->actor != call.principal().id_text)
    throw Error{Code::not_found, "There is no such upload of yours."};
  co_return shown(*row, true);
}

}  // namespace sangam::suites::platform::uploads
