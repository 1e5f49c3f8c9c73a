#pragma once

// What was sent, and what came of it: attempts, and the deliveries that wait or were given up.

#include "kernel/api/list.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

struct Attempt {
  AttemptId id;
  EndpointId endpoint_id;
  MessageId message_id;
  std::int32_t number = 0;
  Timestamp at;
  std::string outcome;
  std::optional<std::int32_t> status;
  std::optional<std::string> failure;
  std::int32_t duration_ms = 0;
  std::string response;
  std::optional<Timestamp> next_at;
};
SANGAM_DESCRIBE(Attempt, (id, "The attempt"), (endpoint_id, "Where to"), (message_id, "What"),
                (number, "Of this message at this endpoint, from 1"), (at, "When it began"),
                (outcome, "delivered or failed"), (status, "The HTTP status; absent without reply"),
                (failure, "Why there was no reply: connect_failed, tls_failed, …"),
                (duration_ms, "How long it took"), (response, "The first kilobyte of the reply"),
                (next_at, "When it is tried again; absent when it is not"))

struct ListAttempts {
  api::Paging paging;
  std::optional<EndpointId> endpoint_id;
  std::optional<MessageId> message_id;
  std::optional<Text<1, 20>> outcome;
};
SANGAM_DESCRIBE(ListAttempts, (paging, ""), (endpoint_id, "Only at this endpoint"),
                (message_id, "Only of this message"), (outcome, "delivered or failed"))

struct PendingDelivery {
  std::int64_t sequence = 0;
  EndpointId endpoint_id;
  MessageId message_id;
  std::string type;
  std::string state;
  std::int32_t tries = 0;
  Timestamp next_at;
  Timestamp occurred_at;
};
SANGAM_DESCRIBE(PendingDelivery, (sequence, "Its place in the line"), (endpoint_id, "Where to"),
                (message_id, "What"), (type, "The type of event"),
                (state, "waiting, or failed: given up, until it is replayed"),
                (tries, "How often it was tried"),
                (next_at, "When it is tried next, if nothing before it waits"),
                (occurred_at, "When the event happened"))

struct ListDeliveries {
  api::Paging paging;
  std::optional<EndpointId> endpoint_id;
  std::optional<Text<1, 20>> state;
};
SANGAM_DESCRIBE(ListDeliveries, (paging, ""), (endpoint_id, "Only at this endpoint"),
                (state, "waiting or failed"))

struct NamedMessage {
  MessageId id;
};
SANGAM_DESCRIBE(NamedMessage, (id, "The message"))

struct Message {
  MessageId id;
  std::string type;
  Timestamp occurred_at;
  std::string body;
};
SANGAM_DESCRIBE(Message, (id, "As in the header webhook-id"), (type, "The type of event"),
                (occurred_at, "When it happened"), (body, "As it is sent, byte for byte"))

// Any loop.
class History {
 public:
  Task<api::Page<Attempt>> attempts(api::Call& call, ListAttempts request);
  Task<api::Page<PendingDelivery>> deliveries(api::Call& call, ListDeliveries request);
  Task<Message> message(api::Call& call, NamedMessage request);
};

}  // namespace sangam::suites::platform::webhooks
