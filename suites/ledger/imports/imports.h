#pragma once

// Imports: files of transfers. Uploading answers at once with the import, whose progress one reads
// until it is done; refused lines can be downloaded with their reasons.

#include "kernel/api/body.h"
#include "kernel/api/list.h"
#include "kernel/runtime/worker_pool.h"
#include "suites/ledger/imports/import_runner.h"
#include "suites/ledger/imports/pain001_lines.h"
#include "suites/ledger/imports/statements.h"

namespace sangam::suites::ledger::imports {

struct ImportResource {
  static constexpr std::string_view kIdPrefix = "imp";
};
using ImportId = Id<ImportResource>;

struct Import {
  ImportId id;
  std::string name;
  std::string kind;
  std::string state;
  std::int64_t lines_total = 0;
  std::int64_t lines_done = 0;
  std::int64_t created = 0;
  std::int64_t exists = 0;
  std::int64_t refused = 0;
  std::vector<std::string> warnings;
  std::optional<std::string> failure;
  Timestamp started_at;
  std::optional<Timestamp> finished_at;
};
SANGAM_DESCRIBE(Import, (id, "The import"), (name, "As given"), (kind, "transfers or pain001"),
                (state, "uploading, running, paused, done, failed or cancelled"),
                (lines_total, "Lines of the file"), (lines_done, "Lines dealt with"),
                (created, "New transfers"), (exists, "Transfers that were there already"),
                (refused, "Lines refused"), (warnings, "What was let pass, when uploading"),
                (failure, "Why it failed"), (started_at, "When"), (finished_at, "When"))

Import to_import(const ImportRow& row);

struct UploadTransfers {
  Text<1, 200> name;
};
SANGAM_DESCRIBE(UploadTransfers, (name, "Shown in the list of imports"))

struct UploadPain001 {
  Text<1, 200> name;
  std::optional<bool> open_accounts;
  std::optional<bool> specimen;
};
SANGAM_DESCRIBE(UploadPain001, (name, "Shown in the list of imports"),
                (open_accounts, "Open missing ledgers and accounts, named by their IBANs"),
                (specimen,
                 "Let invented IBANs and a wrong count pass, with a warning: for samples"))

struct GetImport {
  ImportId id;
};
SANGAM_DESCRIBE(GetImport, (id, "The import"))

struct MoveImport {
  ImportId id;
};
SANGAM_DESCRIBE(MoveImport, (id, "The import"))

// Reads a payment message in a sandboxed process; set by the program, which knows its own
// subcommand.
using MessageReader = std::function<std::string(const std::string& xml, bool specimen)>;

class Imports {
 public:
  Imports(lane::LaneGroup& lanes, runtime::WorkerPool& workers, MessageReader read_message)
      : runner_(lanes), lanes_(lanes), workers_(workers), read_message_(std::move(read_message)) {}

  Task<Import> upload_transfers(api::Call& call, UploadTransfers request, api::Body& body);
  Task<Import> upload_pain001(api::Call& call, UploadPain001 request, api::Body& body);
  Task<Import> get(api::Call& call, GetImport request);
  Task<api::Page<Import>> list(api::Call& call, api::Paging paging);
  // Each of these may be repeated. Pausing and cancelling take effect behind the chunk under way:
  // what was carried out stays.
  Task<Import> pause(api::Call& call, MoveImport request);
  Task<Import> resume(api::Call& call, MoveImport request);
  Task<Import> cancel(api::Call& call, MoveImport request);
  Task<api::Download> rejected(api::Call& call, GetImport request);

  ImportRunner& runner() noexcept { return runner_; }

 private:
  Task<std::optional<ImportRow>> begin_upload(api::Call& call, const Uuid& id, std::string name,
                                              std::string kind);
  Task<Import> start_running(api::Call& call, const Uuid& id, std::int32_t chunks,
                             std::int64_t lines);
  Task<Import> move(api::Call& call, Uuid id, std::vector<std::string> from, std::string to);
  Task<void> open_accounts(api::Call& call, std::set<NamedAccount> accounts);

  ImportRunner runner_;
  lane::LaneGroup& lanes_;
  runtime::WorkerPool& workers_;
  MessageReader read_message_;
};

}  // namespace sangam::suites::ledger::imports
