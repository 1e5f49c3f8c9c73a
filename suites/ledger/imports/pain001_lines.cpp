#include "suites/ledger/imports/pain001_lines.h"

#include <algorithm>

#include "kernel/api/json_writer.h"
#include "kernel/api/named_uuid.h"
#include "suites/ledger/imports/import_line.h"

namespace sangam::suites::ledger::imports {

namespace {

using engines::messages::CreditTransfer;
using engines::messages::CreditTransferInitiation;
using engines::messages::PaymentInformation;

constexpr std::size_t kMaxReference = 140;

Uuid transfer_id(const CreditTransferInitiation& message, const PaymentInformation& payment,
                 std::size_t index) {
  return api::named_uuid({"pain.001", message.initiating_party.name, message.message_id,
                          message.created_at, payment.id, std::to_string(index)});
}

// At most 140 bytes, cut between characters, without outer spaces.
std::string shown_reference(const CreditTransfer& transfer) {
  const auto& remittance = transfer.remittance;
  std::string text =
      remittance.unstructured.empty() ? remittance.reference : remittance.unstructured.front();
  if (text.empty()) text = transfer.end_to_end_id;
  std::ranges::replace_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  auto end = std::min(text.size(), kMaxReference);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
    --end;
  text.resize(end);
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

template <class T>
std::optional<T> parsed(const std::string& text) {
  T value;
  if (text.empty() || T::parse(text, value)) return std::nullopt;
  return value;
}

}  // namespace

std::string to_lines(const CreditTransferInitiation& message) {
  std::string lines;
  for (const auto& payment : message.payments) {
    for (std::size_t i = 0; i < payment.transfers.size(); ++i) {
      const auto& transfer = payment.transfers[i];
      const std::string prefix(kReferencePrefix);
      ImportLine line;
      line.id = TransferId{transfer_id(message, payment, i)};
      line.debit_account = parsed<Text<1, 144>>(prefix + payment.debtor_account.id);
      line.credit_account = parsed<Text<1, 144>>(prefix + transfer.creditor_account.id);
      line.amount = parsed<Text<1, 40>>(transfer.money.amount);
      line.asset = parsed<AssetCode>(transfer.money.currency);
      line.reference = parsed<Reference>(shown_reference(transfer));
      api::write_json(type_of<ImportLine>, &line, lines);
      lines += '\n';
    }
  }
  return lines;
}

std::set<NamedAccount> accounts_of(const CreditTransferInitiation& message) {
  std::set<NamedAccount> accounts;
  for (const auto& payment : message.payments)
    for (const auto& transfer : payment.transfers) {
      const auto& asset = transfer.money.currency;
      accounts.insert({asset, payment.debtor_account.id, payment.debtor.name});
      accounts.insert({asset, transfer.creditor_account.id, transfer.creditor.name});
    }
  return accounts;
}

}  // namespace sangam::suites::ledger::imports
