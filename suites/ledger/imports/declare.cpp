#include "suites/ledger/imports/module.h"

namespace sangam::suites::ledger::imports {

namespace {

constexpr std::uint64_t kMaxFileBytes = 1024ULL * 1024 * 1024;
constexpr std::uint64_t kMaxMessageBytes = 64ULL * 1024 * 1024;
constexpr std::chrono::minutes kUploadPatience{30};

}  // namespace

void declare(api::Module& module, Imports& imports) {
  using api::DataClass;
  module.upload<&Imports::upload_transfers>("ledger.imports.upload_transfers", imports)
      .post("/ledger/imports")
      .status(202)
      .media_type("application/x-ndjson")
      .body_limit(kMaxFileBytes)
      .deadline(kUploadPatience)
      .permission("ledger.imports:write")
      .data(DataClass::restricted)
      .summary("Import a file of transfers, one JSON object a line")
      .description(
          "Answers when the file is stored; read the import to follow its progress. The "
          "same Idempotency-Key gives the same import, also after a broken upload.");
  module.upload<&Imports::upload_pain001>("ledger.imports.upload_pain001", imports)
      .post("/ledger/imports/pain001")
      .status(202)
      .media_type("application/xml")
      .body_limit(kMaxMessageBytes)
      .deadline(kUploadPatience)
      .permission("ledger.imports:write")
      .data(DataClass::restricted)
      .summary("Import a customer credit transfer initiation (ISO 20022 pain.001.001.03)");
  module.query<&Imports::list>("ledger.imports.list", imports)
      .get("/ledger/imports")
      .permission("ledger.imports:read")
      .sorts({"started_at"})
      .summary("List imports");
  module.query<&Imports::get>("ledger.imports.get", imports)
      .get("/ledger/imports/{id}")
      .permission("ledger.imports:read")
      .summary("Read how far an import is");
  module.command<&Imports::pause>("ledger.imports.pause", imports)
      .post("/ledger/imports/{id}/pause")
      .permission("ledger.imports:write")
      .summary("Pause a running import")
      .description("It stops behind the lines under way; what was carried out stays.");
  module.command<&Imports::resume>("ledger.imports.resume", imports)
      .post("/ledger/imports/{id}/resume")
      .permission("ledger.imports:write")
      .summary("Go on with an import that was paused or failed");
  module.command<&Imports::cancel>("ledger.imports.cancel", imports)
      .post("/ledger/imports/{id}/cancel")
      .permission("ledger.imports:write")
      .summary("End an import before its last line")
      .description("What was carried out stays; what was not is forgotten.");
  module.download<&Imports::rejected>("ledger.imports.rejected", imports)
      .get("/ledger/imports/{id}/rejected")
      .media_type("application/x-ndjson")
      .permission("ledger.imports:read")
      .data(DataClass::restricted)
      .summary("Download the lines that were refused, with reasons");
}

}  // namespace sangam::suites::ledger::imports
