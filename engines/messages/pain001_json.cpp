#include <boost/json.hpp>

#include <type_traits>

#include "base/assert.h"
#include "engines/messages/pain001.h"

namespace sangam::engines::messages {

namespace {

namespace json = boost::json;

// One list of members a type, walked by a writer and by a reader, so that the two cannot drift
// apart.
template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, Problem>
{
  visit("path", value.path);
  visit("line", value.line);
  visit("code", value.code);
  visit("reason", value.reason);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, MessageError>
{
  visit("problems", value.problems);
  visit("truncated", value.truncated);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, Money>
{
  visit("amount", value.amount);
  visit("currency", value.currency);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, Party>
{
  visit("name", value.name);
  visit("identification", value.identification);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, AccountReference>
{
  visit("scheme", value.scheme);
  visit("id", value.id);
  visit("currency", value.currency);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, Agent>
{
  visit("bic", value.bic);
  visit("clearing_system", value.clearing_system);
  visit("clearing_member", value.clearing_member);
  visit("name", value.name);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, Remittance>
{
  visit("unstructured", value.unstructured);
  visit("reference", value.reference);
  visit("reference_type", value.reference_type);
  visit("documents", value.documents);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, CreditTransfer>
{
  visit("path", value.path);
  visit("line", value.line);
  visit("instruction_id", value.instruction_id);
  visit("end_to_end_id", value.end_to_end_id);
  visit("money", value.money);
  visit("transfer_currency", value.transfer_currency);
  visit("charge_bearer", value.charge_bearer);
  visit("purpose", value.purpose);
  visit("creditor", value.creditor);
  visit("creditor_account", value.creditor_account);
  visit("creditor_agent", value.creditor_agent);
  visit("remittance", value.remittance);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, PaymentInformation>
{
  visit("path", value.path);
  visit("line", value.line);
  visit("id", value.id);
  visit("method", value.method);
  visit("batch_booking", value.batch_booking);
  visit("requested_execution_date", value.requested_execution_date);
  visit("transaction_count", value.transaction_count);
  visit("control_sum", value.control_sum);
  visit("debtor", value.debtor);
  visit("debtor_account", value.debtor_account);
  visit("debtor_agent", value.debtor_agent);
  visit("transfers", value.transfers);
}

template <class Visitor>
void members(Visitor& visit, auto& value)
  requires std::is_same_v<std::remove_cvref_t<decltype(value)>, CreditTransferInitiation>
{
  visit("name_space", value.name_space);
  visit("message_id", value.message_id);
  visit("created_at", value.created_at);
  visit("transaction_count", value.transaction_count);
  visit("control_sum", value.control_sum);
  visit("initiating_party", value.initiating_party);
  visit("payments", value.payments);
  visit("warnings", value.warnings);
}

class Writer {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value) {
    object_[name] = write(value);
  }

  template <class T>
  static json::value write(const T& value) {
    Writer writer;
    members(writer, value);
    return std::move(writer.object_);
  }
  static json::value write(const std::string& value) { return json::value(value); }
  static json::value write(bool value) { return value; }
  static json::value write(std::uint32_t value) { return value; }
  static json::value write(std::uint64_t value) { return value; }
  static json::value write(AccountReference::Scheme value) {
    return value == AccountReference::Scheme::iban ? "iban" : "other";
  }
  template <class T>
  static json::value write(const std::optional<T>& value) {
    return value ? write(*value) : json::value(nullptr);
  }
  template <class T>
  static json::value write(const std::vector<T>& values) {
    json::array array;
    array.reserve(values.size());
    for (const auto& value : values)
      array.push_back(write(value));
    return array;
  }

 private:
  json::object object_;
};

// Remembers whether anything was not as the writer writes it, instead of throwing.
class Reader {
 public:
  Reader(const json::object& object, bool& good) : object_(object), good_(good) {}

  template <class T>
  void operator()(std::string_view name, T& value) {
    const auto* found = object_.if_contains(name);
    ++seen_;
    if (found == nullptr) {
      good_ = false;
    } else if (good_) {
      read(*found, value, good_);
    }
  }

  template <class T>
  static void read(const json::value& json, T& value, bool& good) {
    const auto* object = json.if_object();
    good = good && object != nullptr;
    if (!good) return;
    Reader reader(*object, good);
    members(reader, value);
    good = good && reader.seen_ == object->size();
  }
  static void read(const json::value& json, std::string& value, bool& good) {
    const auto* text = json.if_string();
    good = good && text != nullptr;
    if (good) value.assign(text->data(), text->size());
  }
  static void read(const json::value& json, bool& value, bool& good) {
    good = good && json.is_bool();
    if (good) value = json.get_bool();
  }
  static void read(const json::value& json, AccountReference::Scheme& value, bool& good) {
    std::string name;
    read(json, name, good);
    good = good && (name == "iban" || name == "other");
    value = name == "iban" ? AccountReference::Scheme::iban : AccountReference::Scheme::other;
  }
  template <class T>
    requires std::is_unsigned_v<T>
  static void read(const json::value& json, T& value, bool& good) {
    boost::system::error_code error;
    value = json.to_number<T>(error);
    good = good && !error && (json.is_int64() || json.is_uint64());
  }
  template <class T>
  static void read(const json::value& json, std::optional<T>& value, bool& good) {
    if (!json.is_null()) read(json, value.emplace(), good);
  }
  template <class T>
  static void read(const json::value& json, std::vector<T>& values, bool& good) {
    const auto* array = json.if_array();
    good = good && array != nullptr;
    if (!good) return;
    values.reserve(array->size());
    for (const auto& element : *array)
      read(element, values.emplace_back(), good);
  }

 private:
  const json::object& object_;
  bool& good_;
  std::size_t seen_ = 0;
};

template <class T>
std::optional<T> read_as(const json::value& json) {
  T value;
  bool good = true;
  Reader::read(json, value, good);
  if (!good) return std::nullopt;
  return value;
}

}  // namespace

std::string to_json(const Pain001Result& result) {
  json::object envelope;
  if (result) {
    envelope["message"] = Writer::write(*result);
  } else {
    SANGAM_ASSERT(!result.error().problems.empty());
    envelope["error"] = Writer::write(result.error());
  }
  return json::serialize(envelope);
}

std::optional<Pain001Result> pain001_from_json(std::string_view text) {
  boost::system::error_code error;
  const auto document = json::parse({text.data(), text.size()}, error);
  if (error) return std::nullopt;
  const auto* envelope = document.if_object();
  if (envelope == nullptr || envelope->size() != 1) return std::nullopt;
  if (const auto* json = envelope->if_contains("message")) {
    auto message = read_as<CreditTransferInitiation>(*json);
    if (!message) return std::nullopt;
    return Pain001Result(std::move(*message));
  }
  const auto* json = envelope->if_contains("error");
  auto refusal = json == nullptr ? std::nullopt : read_as<MessageError>(*json);
  if (!refusal || refusal->problems.empty()) return std::nullopt;
  return Pain001Result(std::unexpect, std::move(*refusal));
}

}  // namespace sangam::engines::messages
