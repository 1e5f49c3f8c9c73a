#include <charconv>

#include "base/assert.h"
#include "engines/messages/decimal_text.h"
#include "engines/messages/pain001_parts.h"

namespace sangam::engines::messages {

namespace {

class Extraction {
 public:
  explicit Extraction(const XmlTree& tree) : tree_(tree) {}

  CreditTransferInitiation message() const {
    const auto initiation = tree_.child(0, "CstmrCdtTrfInitn");
    const auto header = tree_.child(initiation, "GrpHdr");
    CreditTransferInitiation message;
    message.name_space = tree_.name_space(0);
    message.message_id = text(header, {"MsgId"});
    message.created_at = trimmed(tree_.text_of(header, {"CreDtTm"}));
    message.transaction_count = *count(header);
    message.control_sum = control_sum(header);
    message.initiating_party = party(tree_.child(header, "InitgPty"));
    for (const auto payment : tree_.children(initiation, "PmtInf")) {
      message.payments.push_back(this->payment(payment));
    }
    SANGAM_ASSERT(!message.payments.empty());
    return message;
  }

 private:
  using Names = std::initializer_list<std::string_view>;

  std::string text(ElementIndex index, Names names) const {
    return std::string(tree_.text_of(index, names));
  }

  // The value of "Cd" or "Prtry", whichever is there.
  std::string code(ElementIndex index, Names names) const {
    for (const auto name : names)
      index = tree_.child(index, name);
    auto code = text(index, {"Cd"});
    return code.empty() ? text(index, {"Prtry"}) : code;
  }

  std::optional<std::uint64_t> count(ElementIndex parent) const {
    const auto text = tree_.text_of(parent, {"NbOfTxs"});
    if (text.empty()) return std::nullopt;
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    SANGAM_ASSERT(read.ec == std::errc{} && read.ptr == text.data() + text.size());
    return value;
  }

  std::optional<std::string> control_sum(ElementIndex parent) const {
    const auto text = tree_.text_of(parent, {"CtrlSum"});
    if (text.empty()) return std::nullopt;
    return decimal(text);
  }

  static std::string decimal(std::string_view text) {
    const auto parts = parse_decimal(text);
    SANGAM_ASSERT(parts.has_value());
    return plain_decimal(*parts);
  }

  Party party(ElementIndex index) const {
    Party party{.name = text(index, {"Nm"}), .identification = {}};
    const auto id = tree_.child(index, "Id");
    for (const auto kind : {"OrgId", "PrvtId"}) {
      if (party.identification.empty()) party.identification = text(id, {kind, "BICOrBEI"});
      if (party.identification.empty()) party.identification = text(id, {kind, "Othr", "Id"});
    }
    return party;
  }

  AccountReference account(ElementIndex index) const {
    using enum AccountReference::Scheme;
    AccountReference account{
        .scheme = iban, .id = text(index, {"Id", "IBAN"}), .currency = text(index, {"Ccy"})};
    if (account.id.empty()) {
      account.scheme = other;
      account.id = text(index, {"Id", "Othr", "Id"});
    }
    SANGAM_ASSERT(!account.id.empty());
    return account;
  }

  Agent agent(ElementIndex index) const {
    const auto institution = tree_.child(index, "FinInstnId");
    return {.bic = text(institution, {"BIC"}),
            .clearing_system = code(institution, {"ClrSysMmbId", "ClrSysId"}),
            .clearing_member = text(institution, {"ClrSysMmbId", "MmbId"}),
            .name = text(institution, {"Nm"})};
  }

  Remittance remittance(ElementIndex index) const {
    Remittance remittance;
    for (const auto line : tree_.children(index, "Ustrd")) {
      remittance.unstructured.emplace_back(tree_.text(line));
    }
    for (const auto structured : tree_.children(index, "Strd")) {
      if (remittance.reference.empty()) {
        remittance.reference = text(structured, {"CdtrRefInf", "Ref"});
        remittance.reference_type = code(structured, {"CdtrRefInf", "Tp", "CdOrPrtry"});
      }
      for (const auto document : tree_.children(structured, "RfrdDocInf")) {
        auto number = text(document, {"Nb"});
        if (!number.empty()) remittance.documents.push_back(std::move(number));
      }
    }
    return remittance;
  }

  Money money(ElementIndex amount) const {
    const auto* currency = tree_.attribute(amount, "Ccy");
    SANGAM_ASSERT(currency != nullptr);
    return {.amount = decimal(tree_.text(amount)), .currency = *currency};
  }

  CreditTransfer transfer(ElementIndex index, const std::string& charge_bearer) const {
    CreditTransfer transfer;
    transfer.path = tree_.path(index);
    transfer.line = tree_.line(index);
    transfer.instruction_id = text(index, {"PmtId", "InstrId"});
    transfer.end_to_end_id = text(index, {"PmtId", "EndToEndId"});
    const auto choice = tree_.child(index, "Amt");
    const auto equivalent = tree_.child(choice, "EqvtAmt");
    transfer.money = equivalent == kNoElement ? money(tree_.child(choice, "InstdAmt"))
                                              : money(tree_.child(equivalent, "Amt"));
    transfer.transfer_currency = text(equivalent, {"CcyOfTrf"});
    transfer.charge_bearer = charge_bearer.empty() ? text(index, {"ChrgBr"}) : charge_bearer;
    transfer.purpose = code(index, {"Purp"});
    transfer.creditor = party(tree_.child(index, "Cdtr"));
    transfer.creditor_account = account(tree_.child(index, "CdtrAcct"));
    transfer.creditor_agent = agent(tree_.child(index, "CdtrAgt"));
    transfer.remittance = remittance(tree_.child(index, "RmtInf"));
    return transfer;
  }

  PaymentInformation payment(ElementIndex index) const {
    PaymentInformation payment;
    payment.path = tree_.path(index);
    payment.line = tree_.line(index);
    payment.id = text(index, {"PmtInfId"});
    payment.method = text(index, {"PmtMtd"});
    const auto batch = trimmed(tree_.text_of(index, {"BtchBookg"}));
    payment.batch_booking = batch == "true" || batch == "1";
    payment.requested_execution_date = trimmed(tree_.text_of(index, {"ReqdExctnDt"}));
    payment.transaction_count = count(index);
    payment.control_sum = control_sum(index);
    payment.debtor = party(tree_.child(index, "Dbtr"));
    payment.debtor_account = account(tree_.child(index, "DbtrAcct"));
    payment.debtor_agent = agent(tree_.child(index, "DbtrAgt"));
    const auto charge_bearer = text(index, {"ChrgBr"});
    for (const auto transfer : tree_.children(index, "CdtTrfTxInf")) {
      payment.transfers.push_back(this->transfer(transfer, charge_bearer));
    }
    SANGAM_ASSERT(!payment.transfers.empty());
    return payment;
  }

  const XmlTree& tree_;
};

}  // namespace

CreditTransferInitiation extract_pain001(const XmlTree& tree) { return Extraction(tree).message(); }

}  // namespace sangam::engines::messages
