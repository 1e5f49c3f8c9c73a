#pragma once

// Customer credit transfer initiations (ISO 20022 pain.001.001.03): what a customer sends its bank
// to have money moved. Reading checks the message against the whole schema and against the rules
// the standard gives in words, and reports every fault found, not the first alone. Amounts stay
// decimal text: no rounding, no floating point.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/messages/message_problem.h"

namespace sangam::engines::messages {

// Plain decimal text, not negative, at most 18 digits and no more decimals than the currency has.
struct Money {
  std::string amount;
  std::string currency;  // ISO 4217, active

  friend bool operator==(const Money&, const Money&) = default;
};

struct Party {
  std::string name;            // empty when the message gives none
  std::string identification;  // the first identification of the organisation or person, or empty

  friend bool operator==(const Party&, const Party&) = default;
};

struct AccountReference {
  enum class Scheme : std::uint8_t { iban, other };

  Scheme scheme = Scheme::iban;
  std::string id;        // never empty in a message that was accepted
  std::string currency;  // of the account; empty when the message gives none

  friend bool operator==(const AccountReference&, const AccountReference&) = default;
};

struct Agent {
  std::string bic;
  std::string clearing_system;  // code of a national clearing system, for instance RUCBC
  std::string clearing_member;  // the agent's number in that system
  std::string name;

  friend bool operator==(const Agent&, const Agent&) = default;
};

struct Remittance {
  std::vector<std::string> unstructured;
  std::string reference;       // the first creditor reference, for instance RF18…; empty when none
  std::string reference_type;  // its code or proprietary name: SCOR, QRR
  std::vector<std::string> documents;  // numbers of the invoices referred to

  friend bool operator==(const Remittance&, const Remittance&) = default;
};

struct CreditTransfer {
  std::string path;  // of the element, for refusals found later ("no such account")
  std::uint32_t line = 0;
  std::string instruction_id;  // may be empty
  std::string end_to_end_id;
  Money money;
  // Set when the message gives an equivalent amount: `money` is the value in the debtor's currency,
  // to be transferred in this one.
  std::string transfer_currency;
  std::string charge_bearer;  // DEBT, CRED, SHAR, SLEV or empty: the payment's or the transaction's
  std::string purpose;
  Party creditor;
  AccountReference creditor_account;
  Agent creditor_agent;
  Remittance remittance;

  friend bool operator==(const CreditTransfer&, const CreditTransfer&) = default;
};

struct PaymentInformation {
  std::string path;
  std::uint32_t line = 0;
  std::string id;      // unique in the message
  std::string method;  // TRF, or TRA: transfer with an advice
  bool batch_booking = false;
  std::string requested_execution_date;            // YYYY-MM-DD, possibly with a zone
  std::optional<std::uint64_t> transaction_count;  // as declared, equal to the number of transfers
  std::optional<std::string> control_sum;
  Party debtor;
  AccountReference debtor_account;
  Agent debtor_agent;
  std::vector<CreditTransfer> transfers;  // at least one

  friend bool operator==(const PaymentInformation&, const PaymentInformation&) = default;
};

struct CreditTransferInitiation {
  std::string name_space;
  std::string message_id;
  std::string created_at;                  // YYYY-MM-DDTHH:MM:SS, possibly fraction and zone
  std::uint64_t transaction_count = 0;     // as declared
  std::optional<std::string> control_sum;  // as declared, plain decimal text; over all currencies
  Party initiating_party;
  std::vector<PaymentInformation> payments;  // at least one
  std::vector<Problem> warnings;             // empty under Strictness::full

  friend bool operator==(const CreditTransferInitiation&,
                         const CreditTransferInitiation&) = default;
};

enum class Strictness : std::uint8_t {
  full,
  // For published sample files, whose accounts are invented: wrong check digits of an IBAN and a
  // wrong number of transactions become warnings. Everything else is refused as ever.
  specimen,
};

using Pain001Result = std::expected<CreditTransferInitiation, MessageError>;

// Reads one message. Namespaces: the one of ISO 20022 and that of the Swiss guidelines (SIX), which
// restrict the same schema. O(bytes); no I/O; thread-safe. Meant to run in a sandboxed process when
// the text comes from outside.
Pain001Result read_pain001(std::string_view xml, const Limits& limits = {},
                           Strictness strictness = Strictness::full);

// The result as one JSON document, to cross the border of the process that read it.
std::string to_json(const Pain001Result& result);
// The opposite. Nullopt when the text is not such a document: the process that wrote it may have
// been taken over by its input, so nothing is assumed about it. Values are not checked again.
std::optional<Pain001Result> pain001_from_json(std::string_view json);

}  // namespace sangam::engines::messages
