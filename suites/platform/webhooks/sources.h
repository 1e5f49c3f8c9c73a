#pragma once

// Sources: who may tell a tenant something, and how they sign it.

#include "kernel/api/list.h"
#include "kernel/store/bytes.h"
#include "kernel/vault/vault.h"
#include "suites/platform/webhooks/styles.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

inline constexpr std::int64_t kSourcesMost = 100;
inline constexpr std::string_view kHooksPath = "/hooks/";

struct Source {
  SourceId id;
  std::string name;
  std::string style;
  std::string path;
  std::int32_t tolerance_seconds = 300;
  std::optional<Timestamp> previous_until;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Source, (id, "The source"), (name, "For people"), (style, "How it signs"),
                (path, "What the provider must be told to POST to"),
                (tolerance_seconds, "How far its clock may be from ours"),
                (previous_until, "Until when the secret before the newest is accepted too"),
                (created_at, "When it was made"))

using ProviderSecret = Secret;

struct CreateSource {
  Text<1, 120> name;
  Style style = Style::standard;
  std::optional<ProviderSecret> secret;
  std::optional<ProviderSecret> verify_token;
  std::optional<Bounded<1, 3'600>> tolerance_seconds;
};
SANGAM_DESCRIBE(CreateSource, (name, "For people"), (style, "How it signs"),
                (secret,
                 "What it signs with, as the provider gives it; for the style standard one"
                 " is made unless given"),
                (verify_token, "For the style meta: what its GET must know"),
                (tolerance_seconds, "How far its clock may be from ours; 300 unless said"))

struct SourceWithSecret {
  Source source;
  std::optional<IssuedSecret> secret;
};
SANGAM_DESCRIBE(SourceWithSecret, (source, "The source"),
                (secret, "When we made it: for the provider; shown once"))

struct NamedSource {
  SourceId id;
};
SANGAM_DESCRIBE(NamedSource, (id, "The source"))

struct RotateSource {
  SourceId id;
  ProviderSecret secret;
};
SANGAM_DESCRIBE(RotateSource, (id, "The source"),
                (secret, "The new one; the one before is accepted for 24 hours"))

struct Received {
  ReceivedId id;
  SourceId source_id;
  std::string provider_id;
  std::string content_type;
  Timestamp received_at;
};
SANGAM_DESCRIBE(Received, (id, "What was told"), (source_id, "By whom"),
                (provider_id, "The provider's id of it"), (content_type, "Of its body"),
                (received_at, "When"))

struct ReceivedWithBody {
  ReceivedId id;
  SourceId source_id;
  std::string provider_id;
  std::string content_type;
  std::string body;
  Timestamp received_at;
};
SANGAM_DESCRIBE(ReceivedWithBody, (id, "What was told"), (source_id, "By whom"),
                (provider_id, "The provider's id of it"), (content_type, "Of its body"),
                (body, "As it came; bytes that are no text are shown as ?"), (received_at, "When"))

struct ListReceived {
  api::Paging paging;
  std::optional<SourceId> source_id;
};
SANGAM_DESCRIBE(ListReceived, (paging, ""), (source_id, "Only by this one"))

struct NamedReceived {
  ReceivedId id;
};
SANGAM_DESCRIBE(NamedReceived, (id, "What was told"))

// Any loop.
class Sources {
 public:
  explicit Sources(vault::Vault* vault) : vault_(vault) {}

  Task<api::Page<Source>> list(api::Call& call, api::Paging paging);
  Task<SourceWithSecret> create(api::Call& call, CreateSource request);
  Task<Source> rotate(api::Call& call, RotateSource request);
  Task<Nothing> remove(api::Call& call, NamedSource request);
  Task<api::Page<Received>> received(api::Call& call, ListReceived request);
  Task<ReceivedWithBody> read(api::Call& call, NamedReceived request);

 private:
  vault::Vault* vault_;
};

}  // namespace sangam::suites::platform::webhooks
