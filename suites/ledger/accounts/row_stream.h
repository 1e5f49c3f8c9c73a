#pragma once

// RowStream: a download made of rows, read a page at a time with a transaction each, so that a long
// export holds no session while the client is slow.

#include <optional>
#include <string>

#include "kernel/api/call.h"
#include "kernel/http/response.h"

namespace sangam::suites::ledger {

// What a stream needs once its call has ended.
struct StreamContext {
  explicit StreamContext(const api::Call& call)
      : pool(call.pools().app), tenant(call.tenant().number) {}

  // For one page.
  store::UnitOfWork read() const;

  store::Pool* pool;
  std::int32_t tenant;
};

inline constexpr std::int64_t kStreamPage = 1'000;

// Derive and write pages; `next` ends the body after the page that `write_page` calls the last.
class RowStream : public http::BodyStream {
 public:
  explicit RowStream(const api::Call& call) : context_(call) {}
  Task<bool> next(std::string& piece) override;

 protected:
  // Appends a page to `out`; returns whether there may be more.
  virtual Task<bool> write_page(std::string& out) = 0;

  StreamContext context_;

 private:
  bool more_ = true;
};

// Appends one field of a CSV line (RFC 4180). A text that a spreadsheet would take for a formula
// gets an apostrophe in front.
void append_csv_text(std::string_view text, std::string& out);

}  // namespace sangam::suites::ledger
