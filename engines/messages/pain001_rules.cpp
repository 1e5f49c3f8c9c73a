#include <charconv>
#include <set>

#include "engines/messages/check_value.h"
#include "engines/messages/decimal_text.h"
#include "engines/messages/grammar_simple_types.h"
#include "engines/messages/pain001_parts.h"

namespace sangam::engines::messages {

namespace {

// Number and sum of transactions. An amount that cannot be read makes the sum unknown; it has a
// problem of its own already.
struct Totals {
  std::uint64_t count = 0;
  ExactSum sum;
  bool sum_known = true;

  void add(const Totals& other) {
    count += other.count;
    sum.add(other.sum);
    sum_known = sum_known && other.sum_known;
  }
};

class Pain001Rules {
 public:
  Pain001Rules(const XmlTree& tree, const ProblemSink& report) : tree_(tree), report_(report) {}

  void message(ElementIndex initiation) {
    Totals totals;
    for (const auto payment : tree_.children(initiation, "PmtInf"))
      totals.add(this->payment(payment));
    declared(tree_.child(initiation, "GrpHdr"), totals, "the message");
  }

 private:
  void add(ElementIndex index, std::string code, std::string reason) {
    report_({tree_.path(index), tree_.line(index), std::move(code), std::move(reason)});
  }

  Totals payment(ElementIndex payment) {
    const auto id = tree_.child(payment, "PmtInfId");
    if (id != kNoElement && !ids_.insert(tree_.text(id)).second) {
      add(id, "duplicate_identification",
          "Another payment of this message has the same identification");
    }
    const auto method = tree_.child(payment, "PmtMtd");
    if (method != kNoElement && tree_.text(method) == "CHK") {
      add(method, "unsupported_payment_method", "Cheques are not drawn here; use TRF or TRA");
    }
    Totals totals;
    for (const auto transfer : tree_.children(payment, "CdtTrfTxInf")) {
      exclusive(payment, transfer);
      creditor(transfer);
      ++totals.count;
      amount(transfer, totals);
    }
    declared(payment, totals, "this payment");
    return totals;
  }

  // What the payment says for all its transactions, a transaction may not say again.
  void exclusive(ElementIndex payment, ElementIndex transfer) {
    for (const auto name : {"PmtTpInf", "ChrgBr", "UltmtDbtr"}) {
      const auto again = tree_.child(transfer, name);
      if (again == kNoElement || tree_.child(payment, name) == kNoElement) continue;
      add(again, "given_twice",
          "The payment information gives this for all its transactions already");
    }
  }

  void creditor(ElementIndex transfer) {
    if (const auto cheque = tree_.child(transfer, "ChqInstr"); cheque != kNoElement) {
      add(cheque, "given_for_other_method", "A cheque instruction is only allowed with cheques");
    }
    if (tree_.child(transfer, "CdtrAcct") == kNoElement) {
      report_({tree_.path(transfer) + "/CdtrAcct", tree_.line(transfer), "missing_element",
               "A transfer needs the creditor's account (CdtrAcct)"});
    }
  }

  void amount(ElementIndex transfer, Totals& totals) {
    const auto choice = tree_.child(transfer, "Amt");
    auto element = tree_.child(choice, "InstdAmt");
    if (element == kNoElement) element = tree_.child(tree_.child(choice, "EqvtAmt"), "Amt");
    if (element == kNoElement || check_value(kAmount, tree_.text(element))) {
      totals.sum_known = false;
      return;
    }
    const auto parts = parse_decimal(tree_.text(element));
    if (parts->is_zero()) add(element, "zero_amount", "A transfer of nothing is not a transfer");
    totals.sum.add(*parts);
  }

  void declared(ElementIndex parent, const Totals& totals, std::string_view whole) {
    if (const auto count = tree_.child(parent, "NbOfTxs"); count != kNoElement) {
      transaction_count(count, totals, whole);
    }
    const auto sum = tree_.child(parent, "CtrlSum");
    if (sum == kNoElement || !totals.sum_known) return;
    const auto parts = parse_decimal(tree_.text(sum));
    if (!parts || totals.sum.equals(*parts)) return;
    add(sum, "control_sum_mismatch",
        "The control sum is " + plain_decimal(*parts) + ", but the amounts of " +
            std::string(whole) + " add up to " + totals.sum.text());
  }

  void transaction_count(ElementIndex index, const Totals& totals, std::string_view whole) {
    const auto text = tree_.text(index);
    if (check_value(kMax15NumericText, text)) return;
    std::uint64_t declared = 0;
    std::from_chars(text.data(), text.data() + text.size(), declared);
    if (declared == totals.count) return;
    add(index, "transaction_count_mismatch",
        "The number of transactions is given as " + std::to_string(declared) + ", but " +
            std::string(whole) + " has " + std::to_string(totals.count));
  }

  const XmlTree& tree_;
  const ProblemSink& report_;
  std::set<std::string_view> ids_;
};

}  // namespace

void check_pain001_rules(const XmlTree& tree, const ProblemSink& report) {
  const auto initiation = tree.child(0, "CstmrCdtTrfInitn");
  if (initiation != kNoElement) Pain001Rules(tree, report).message(initiation);
}

}  // namespace sangam::engines::messages
