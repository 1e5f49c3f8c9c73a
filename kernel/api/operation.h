#pragma once

// An operation: one thing a caller can ask of Sangam, declared once. From this record the kernel
// derives the REST route, the schema, the command-line call, the permission, idempotency, audit,
// metrics and the documentation; nothing is written by hand twice.

#include <boost/json/fwd.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/task.h"
#include "base/timestamp.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"
#include "kernel/store/connection_settings.h"

namespace sangam::api {

class Call;
class Body;
class StreamBuffer;
struct Download;

// How an operation runs. Each has its own default deadline and transaction rule.
enum class Kind : std::uint8_t {
  query,     // read-only snapshot; 5 s
  command,   // one unit of work, no outbound I/O; idempotent by key; audited; 10 s
  posting,   // served by a lane, no unit of work; audited by the lane; 10 s
  process,   // no implicit transaction; short ones by hand; 30 s
  stream,    // a bounded generator of items (stream.h), no implicit transaction; 5 min
  upload,    // reads the request body piece by piece; 5 min
  download,  // writes a body piece by piece; 5 min
  task,      // starts long work and answers 202 with its progress resource; 10 s
};
SANGAM_ENUM(Kind, query, command, posting, process, stream, upload, download, task)

std::chrono::milliseconds default_deadline(Kind kind) noexcept;
// Whether the kind changes anything: such an operation takes an idempotency key and is audited.
bool writes(Kind kind) noexcept;
struct Operation;
// Whether reading by it is audited: it shows restricted data.
bool is_recorded_read(const Operation& operation) noexcept;
// Whether a call may be kept, and answered with 202, until somebody else approves of it
// (approval_gate.h): commands and postings of tenants.
bool may_be_held(const Operation& operation) noexcept;
// Whether its replies have an entity tag, by which a later write can insist on what it showed.
bool has_entity_tag(const Operation& operation) noexcept;
// Whether it is such a write.
bool takes_if_match(const Operation& operation) noexcept;

// How sensitive the data of an operation is; drives caching, audit of reads and masking.
enum class DataClass : std::uint8_t { open, internal, restricted };
SANGAM_ENUM(DataClass, open, internal, restricted)

// Who may call, beside the permission.
enum class Audience : std::uint8_t {
  everyone,   // no sign-in: health, sign-in itself
  signed_in,  // any principal
  tenant,     // a principal of a tenant
  platform,   // an operator of the platform
};
SANGAM_ENUM(Audience, everyone, signed_in, tenant, platform)

// Where an operation's request comes from; implemented by each door (REST, command line, …).
class InputSource {
 public:
  virtual ~InputSource() = default;
  // Fills `value` of the described struct `type`; throws Error with every fault found.
  virtual void read(const Type& type, void* value) = 0;
  // The raw body of an upload; asserts for other kinds.
  virtual Body& body() = 0;
};

// Where its reply goes.
class OutputSink {
 public:
  virtual ~OutputSink() = default;
  virtual void write(const Type& type, const void* value) = 0;
  virtual void write(Download download) = 0;
  // Of a stream; asserts for other kinds.
  virtual StreamBuffer& stream();
};

using Run = Task<void> (*)(void* service, Call& call, InputSource& input, OutputSink& output);

// Reads a request, with every fault, and writes it as one JSON object of all its fields, those of
// the path among them: what RequestText (request_text.h) reads again.
using Canonical = std::string (*)(InputSource& input);

// How a reply was before a day (dated_reply.h).
struct ReplyChange {
  Date day;          // from which on it is as it is
  std::string text;  // what changed, for people
  void (*undo)(boost::json::object& reply) = nullptr;
};

struct Operation {
  std::string name;  // "ledger.accounts.open": module, resource, verb
  Kind kind = Kind::query;
  http::Method method = http::Method::get;
  std::string path;  // "/ledger/accounts/{id}", below /api/v1
  Audience audience = Audience::tenant;
  std::string permission;  // "ledger.accounts:write"; empty: any principal of the audience
  DataClass data = DataClass::internal;
  store::Role database_role = store::Role::app;  // auth for what reads platform tables
  std::string summary;
  std::string description;
  std::string since = "1.0";
  std::string deprecated;                  // "2027-01-01, use x.y": empty when not
  std::vector<ReplyChange> reply_changes;  // by day
  std::chrono::milliseconds deadline{};
  int success_status = 200;
  std::uint64_t body_limit = kDefaultBodyLimit;
  std::string media_type;               // of an upload's body or a download's reply
  std::vector<std::string_view> sorts;  // names a list may be sorted by; the first is the default
  bool step_up = false;                 // a session must have proven lately who it is
  bool while_closed = false;      // served in the days between closing a tenant and its deletion
  bool while_suspended = false;   // served to a suspended tenant, and to a closed one
  bool before_enrolment = false;  // for sessions too that lack the second factor they must have
  bool needs_approval = false;    // somebody else decides before it is done (approval_gate.h)
  bool personal = false;          // never in somebody's place: secrets, and one's own credentials
  bool conditional = false;       // on condition of an entity tag, or the read that shows one
  bool keyed_by_content = false;  // items carry ids of their own: no reply is stored for a key
  bool secret_reply = false;      // a field of the reply is a secret: derived

  const Type* input = nullptr;
  const Type* output = nullptr;  // of a stream, one item; null for downloads
  void* service = nullptr;
  Run run = nullptr;
  Canonical canonical = nullptr;       // of commands and postings
  Canonical upload_request = nullptr;  // the same of uploads, which come with a body besides

  static constexpr std::uint64_t kDefaultBodyLimit = 1024 * 1024;
};

// How long a proof counts for operations that ask for a fresh one.
inline constexpr std::int64_t kProofNanoseconds = 10 * 60 * kNanosecondsPerSecond;

// Whether a field of the struct, however deep, is a secret: Secret, or IssuedSecret.
bool holds_secret(const Type& type);
// Whether its replies may be compressed, and how: never those that hold secrets, which their
// compressed length could tell (docs/decisions/0029).
http::Compression compression_of(const Operation& operation) noexcept;

// A described struct as one JSON object.
std::string canonical_json(const Type& type, const void* request);
// The names between braces in a path, in order.
std::vector<std::string_view> path_parameters(std::string_view path);

}  // namespace sangam::api
