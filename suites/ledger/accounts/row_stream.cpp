#include "suites/ledger/accounts/row_stream.h"

namespace sangam::suites::ledger {

namespace {

constexpr std::chrono::seconds kPagePatience{30};

}  // namespace

store::UnitOfWork StreamContext::read() const {
  return {*pool, tenant, runtime::Deadline::in(kPagePatience), store::Mode::read_only};
}

Task<bool> RowStream::next(std::string& piece) {
  piece.clear();
  if (!more_) co_return false;
  more_ = co_await write_page(piece);
  co_return true;
}

void append_csv_text(std::string_view text, std::string& out) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
  out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace sangam::suites::ledger
