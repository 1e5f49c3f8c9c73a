#include "suites/platform/audit/audit.h"

namespace sangam::suites::platform {

namespace {

using api::DataClass;

void declare_reads(api::Module& module, AuditModule& s) {
  module.query<&AuditLog::list>("audit.list", s.log)
      .get("/audit")
      .permission("audit:read")
      .data(DataClass::restricted)
      .sorts({"at"})
      .summary("Read the audit: who did what, and when");
  module.query<&AuditLog::get>("audit.get", s.log)
      .get("/audit/{id}")
      .permission("audit:read")
      .data(DataClass::restricted)
      .summary("Read an entry of the audit with the proof that it is in it");
}

void declare_prompts(api::Module& module) {
  module.prompt(
      {.name = "audit.who_did_what",
       .title = "Who did what",
       .description = "What was done to a thing or by somebody, told in order",
       .permission = "audit:read",
       .arguments = {{.name = "about", .description = "Id of a thing or of a person"},
                     {.name = "since",
                      .description = "Moment to begin from, like 2027-01-31T00:00:00Z",
                      .required = false}},
       .text =
           "Tell what the audit knows about {about}. Read audit.list page by page, for entries "
           "whose target it is and for those whose actor it is, beginning from: {since} (from "
           "the beginning where this is empty). Tell it in order of time: who, in whose name, "
           "by which agent, what, and what changed. Point out what was refused. Prove the entry "
           "that matters most with audit.get. Name entry ids; guess nothing. Change nothing."});
}

void declare_checkpoints(api::Module& module, AuditModule& s) {
  module.query<&AuditLog::list_checkpoints>("audit.checkpoints.list", s.log)
      .get("/audit-checkpoints")
      .permission("audit:read")
      .sorts({"size"})
      .summary("List the signed checkpoints of the audit")
      .description("Whoever keeps one can tell later whether anything before it was changed.");
  module.process<&AuditLog::make_checkpoint>("audit.checkpoints.create", s.log)
      .post("/audit-checkpoints")
      .permission("audit:read")
      .summary("Have everything signed that was done so far")
      .description(
          "Waits for the sealer, some tenths of a second. Answers with the newest "
          "checkpoint, which is an older one when nothing was done since.");
  module.query<&AuditLog::consistency>("audit.consistency", s.log)
      .get("/audit-consistency")
      .permission("audit:read")
      .summary("Prove that a later checkpoint contains an earlier one");
  module.query<&AuditLog::key>("audit.key", s.log)
      .get("/audit-key")
      .permission("audit:read")
      .summary("Read the public key of checkpoints");
}

void declare_verification(api::Module& module, AuditModule& s) {
  module.process<&AuditVerifications::verify>("audit.verify", s.verifications)
      .post("/audit-verification")
      .permission("audit:read")
      .summary("Check the audit: every entry, the chain, the checkpoints")
      .description(
          "Answers within seconds. Give `resume` back until `complete` is true; "
          "then everything was checked, and each answer named what it found.");
}

void declare_exports(api::Module& module, AuditModule& s) {
  module.download<&AuditExports::csv>("audit.export.csv", s.exports)
      .get("/audit-export.csv")
      .media_type("text/csv")
      .permission("audit:read")
      .data(DataClass::restricted)
      .summary("Export the audit as CSV");
  module.download<&AuditExports::evidence>("audit.export.evidence", s.exports)
      .get("/audit-export.jsonl")
      .media_type("application/x-ndjson")
      .permission("audit:read")
      .data(DataClass::restricted)
      .summary("Export the audit as lines of JSON that prove themselves")
      .description(
          "Checked without the server by `sangam audit verify --file`. Holds every entry "
          "from the first to the last of the range, up to the newest checkpoint.");
  module.download<&AuditExports::cef>("audit.export.cef", s.exports)
      .get("/audit-export.cef")
      .media_type("text/plain")
      .permission("audit:read")
      .data(DataClass::restricted)
      .summary("Export the audit in the Common Event Format, for a SIEM");
  module.download<&AuditExports::ocsf>("audit.export.ocsf", s.exports)
      .get("/audit-export.ocsf.jsonl")
      .media_type("application/x-ndjson")
      .permission("audit:read")
      .data(DataClass::restricted)
      .summary("Export the audit as OCSF API activity, for a SIEM");
}

}  // namespace

void declare(api::Module& module, AuditModule& services) {
  declare_prompts(module);
  declare_reads(module, services);
  declare_checkpoints(module, services);
  declare_verification(module, services);
  declare_exports(module, services);
}

}  // namespace sangam::suites::platform
