#include "engines/messages/pain001.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engines/messages/decimal_text.h"
#include "engines/messages/pain001_sample.h"

namespace sangam::engines::messages {
namespace {

constexpr std::string_view kTop = "/Document/CstmrCdtTrfInitn";

std::string listing(const Pain001Result& result) {
  if (result) return "accepted\n";
  std::string text;
  for (const auto& problem : result.error().problems) {
    text += std::to_string(problem.line) + ' ' + problem.path + ' ' + problem.code + '\n';
  }
  return text;
}

// The one problem that a change of the sample causes, as "line path code".
std::string only_problem(std::string_view from, std::string_view to) {
  const auto result = read_pain001(sample_with(from, to));
  if (!result) {
    for (const auto& problem : result.error().problems)
      EXPECT_FALSE(problem.reason.empty());
  }
  auto text = listing(result);
  EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
  if (const auto top = text.find(kTop); top != std::string::npos)
    text.replace(top, kTop.size(), "…");
  text.pop_back();
  return text;
}

TEST(Pain001, ReadsTheGroupHeader) {
  const auto message = read_pain001(kSampleMessage);
  ASSERT_TRUE(message) << listing(message);
  EXPECT_EQ(message->message_id, "MSG-1");
  EXPECT_EQ(message->created_at, "2026-01-31T09:30:00.5+05:30");
  EXPECT_EQ(message->transaction_count, 3U);
  EXPECT_EQ(message->control_sum, "1350.75");
  EXPECT_EQ(message->initiating_party.name, "Demo Company");
  EXPECT_EQ(message->payments.size(), 2U);
  EXPECT_TRUE(message->warnings.empty());
}

TEST(Pain001, ReadsPayments) {
  const auto message = read_pain001(kSampleMessage);
  ASSERT_TRUE(message);
  const auto& first = message->payments[0];
  EXPECT_EQ(first.id, "PAY-1");
  EXPECT_EQ(first.method, "TRF");
  EXPECT_TRUE(first.batch_booking);
  EXPECT_EQ(first.requested_execution_date, "2026-02-02");
  EXPECT_EQ(first.transaction_count, 2U);
  EXPECT_EQ(first.control_sum, "350.75");
  EXPECT_EQ(first.debtor, (Party{"Demo Company", "4711"}));
  EXPECT_EQ(first.debtor_account.scheme, AccountReference::Scheme::iban);
  EXPECT_EQ(first.debtor_account.id, "DE89370400440532013000");
  EXPECT_EQ(first.debtor_account.currency, "EUR");
  EXPECT_EQ(first.debtor_agent.bic, "DEMODEFF");
  EXPECT_EQ(first.line, 11U);
  const auto& second = message->payments[1];
  EXPECT_EQ(second.path, std::string(kTop) + "/PmtInf[2]");
  EXPECT_FALSE(second.transaction_count);
  EXPECT_EQ(second.debtor_account.scheme, AccountReference::Scheme::other);
  EXPECT_EQ(second.debtor_agent.clearing_system, "INFSC");
  EXPECT_EQ(second.debtor_agent.clearing_member, "DEMO0000001");
}

TEST(Pain001, ReadsTransfers) {
  const auto message = read_pain001(kSampleMessage);
  ASSERT_TRUE(message);
  const auto& first = message->payments[0].transfers[0];
  EXPECT_EQ(first.instruction_id, "INSTR-1");
  EXPECT_EQ(first.end_to_end_id, "E2E-1");
  EXPECT_EQ(first.money, (Money{"100.50", "EUR"}));
  EXPECT_EQ(first.charge_bearer, "SLEV");
  EXPECT_EQ(first.creditor.name, "Cr\u00e9ditor & Sons");
  EXPECT_EQ(first.creditor_account.id, "GB82WEST12345698765432");
  EXPECT_EQ(first.creditor_agent.bic, "DEMOGB2LXXX");
  EXPECT_EQ(first.remittance.unstructured, (std::vector<std::string>{"Invoice 1", "Invoice 2"}));
  const auto& second = message->payments[0].transfers[1];
  EXPECT_EQ(second.money, (Money{"250.25", "EUR"}));
  EXPECT_EQ(second.transfer_currency, "INR");
  EXPECT_EQ(second.purpose, "GDDS");
  EXPECT_EQ(second.remittance.reference, "RF18539007547034");
  EXPECT_EQ(second.remittance.reference_type, "SCOR");
  EXPECT_EQ(second.path, std::string(kTop) + "/PmtInf[1]/CdtTrfTxInf[2]");
  EXPECT_EQ(message->payments[1].transfers[0].charge_bearer, "SHAR");
}

// The ten mutations: each is refused with its element, line and code, and nothing else is blamed.
TEST(Pain001, RefusesTenMutations) {
  EXPECT_EQ(only_problem("<EndToEndId>E2E-2</EndToEndId>", "<InstrId>I</InstrId>"),
            "31 …/PmtInf[1]/CdtTrfTxInf[2]/PmtId/EndToEndId missing_element");
  EXPECT_EQ(only_problem("<MsgId>MSG-1", "<MsgId>MSG-1-that-is-longer-than-35-characters"),
            "5 …/GrpHdr/MsgId too_long");
  EXPECT_EQ(only_problem("<CreDtTm>2026-01-31T", "<CreDtTm>2026-02-30T"),
            "6 …/GrpHdr/CreDtTm invalid_date_time");
  EXPECT_EQ(only_problem("<NbOfTxs>3<", "<NbOfTxs>4<"),
            "7 …/GrpHdr/NbOfTxs transaction_count_mismatch");
  EXPECT_EQ(only_problem("<CtrlSum>350.75<", "<CtrlSum>350.74<"),
            "16 …/PmtInf[1]/CtrlSum control_sum_mismatch");
  EXPECT_EQ(only_problem("Ccy=\"JPY\">1000<", "Ccy=\"JPY\">1000.0<"),
            "50 …/PmtInf[2]/CdtTrfTxInf[1]/Amt/InstdAmt too_many_decimals");
  EXPECT_EQ(only_problem("GB82WEST12345698765432", "GB82WEST12345698765423"),
            "27 …/PmtInf[1]/CdtTrfTxInf[1]/CdtrAcct/Id/IBAN iban_check_digits");
  EXPECT_EQ(only_problem("<PmtMtd>TRA<", "<PmtMtd>CHK<"),
            "42 …/PmtInf[2]/PmtMtd unsupported_payment_method");
  EXPECT_EQ(only_problem("<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>SLEV</ChrgBr><ChrgBr>SLEV</ChrgBr>"),
            "21 …/PmtInf[1]/ChrgBr duplicate_element");
  EXPECT_EQ(only_problem("<BIC>DEMOGB2LXXX</BIC>", "<SWIFT>DEMOGB2LXXX</SWIFT>"),
            "25 …/PmtInf[1]/CdtTrfTxInf[1]/CdtrAgt/FinInstnId/SWIFT unknown_element");
}

TEST(Pain001, RefusesWhatTheStandardForbidsInWords) {
  EXPECT_EQ(only_problem("<PmtInfId>PAY-2", "<PmtInfId>PAY-1"),
            "41 …/PmtInf[2]/PmtInfId duplicate_identification");
  EXPECT_EQ(only_problem("        <CdtrAgt>", "        <ChrgBr>SHAR</ChrgBr><CdtrAgt>"),
            "25 …/PmtInf[1]/CdtTrfTxInf[1]/ChrgBr given_twice");
  EXPECT_EQ(only_problem("<CdtrAcct><Id><Othr><Id>000123456789</Id></Othr></Id></CdtrAcct>", ""),
            "30 …/PmtInf[1]/CdtTrfTxInf[2]/CdtrAcct missing_element");
  EXPECT_EQ(only_problem("<InstdAmt Ccy=\"EUR\">", "<InstdAmt>"),
            "24 …/PmtInf[1]/CdtTrfTxInf[1]/Amt/InstdAmt/@Ccy missing_attribute");
  EXPECT_EQ(only_problem("Ccy=\"EUR\">100", "Ccy=\"EUX\">100"),
            "24 …/PmtInf[1]/CdtTrfTxInf[1]/Amt/InstdAmt/@Ccy unknown_currency");
  EXPECT_EQ(only_problem("<ChrgBr>SHAR", "<ChrgBr>NONE"),
            "51 …/PmtInf[2]/CdtTrfTxInf[1]/ChrgBr unknown_code");
  EXPECT_EQ(only_problem("<MsgId>", "<MsgId lang=\"en\">"),
            "5 …/GrpHdr/MsgId/@lang unknown_attribute");
  EXPECT_EQ(only_problem("<Purp>", "<Purp>text"),
            "35 …/PmtInf[1]/CdtTrfTxInf[2]/Purp unexpected_text");
  EXPECT_EQ(only_problem("<Cd>GDDS</Cd>", "<Cd>GDDS</Cd><Prtry>X</Prtry>"),
            "35 …/PmtInf[1]/CdtTrfTxInf[2]/Purp several_alternatives");
  EXPECT_EQ(only_problem("<Cd>GDDS</Cd>", "<Cd>GDDS<b/></Cd>"),
            "35 …/PmtInf[1]/CdtTrfTxInf[2]/Purp/Cd/b unknown_element");
}

TEST(Pain001, OrderMatters) {
  EXPECT_EQ(only_problem("<PmtInfId>PAY-2</PmtInfId>\n      <PmtMtd>TRA</PmtMtd>",
                         "<PmtMtd>TRA</PmtMtd>\n      <PmtInfId>PAY-2</PmtInfId>"),
            "42 …/PmtInf[2]/PmtInfId wrong_order");
}

TEST(Pain001, ChildrenOfAnotherNamespaceAreRefused) {
  EXPECT_EQ(only_problem("<Purp>", "<Purp xmlns=\"urn:other\">"),
            "35 …/PmtInf[1]/CdtTrfTxInf[2]/Purp wrong_namespace");
}

TEST(Pain001, ReportsEveryProblemInTheOrderOfTheFile) {
  auto message = sample_with("<NbOfTxs>3<", "<NbOfTxs>9<");
  const auto replace = [&](std::string_view from, std::string_view to) {
    message.replace(message.find(from), from.size(), to);
  };
  replace("DE89", "DE88");
  replace("2026-02-03", "03.02.2026");
  replace("<MsgId>MSG-1</MsgId>", "");
  EXPECT_EQ(listing(read_pain001(message)),
            "4 /Document/CstmrCdtTrfInitn/GrpHdr/MsgId missing_element\n"
            "7 /Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs transaction_count_mismatch\n"
            "19 /Document/CstmrCdtTrfInitn/PmtInf[1]/DbtrAcct/Id/IBAN iban_check_digits\n"
            "43 /Document/CstmrCdtTrfInitn/PmtInf[2]/ReqdExctnDt invalid_date\n");
}

TEST(Pain001, ListsABoundedNumberOfProblems) {
  std::string many;
  for (int i = 0; i < 500; ++i)
    many += "<Bad/>";
  const auto result = read_pain001(sample_with("<GrpHdr>", "<GrpHdr>" + many), {.max_problems = 7});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().problems.size(), 7U);
  EXPECT_TRUE(result.error().truncated);
}

TEST(Pain001, ChecksVersionAndNamespace) {
  EXPECT_EQ(only_problem("pain.001.001.03", "pain.001.001.09"), "2 /Document wrong_namespace");
  EXPECT_EQ(only_problem(" xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"", ""),
            "2 /Document wrong_namespace");
  EXPECT_EQ(listing(read_pain001("<Message/>")), "1 /Message wrong_root\n");
  EXPECT_EQ(listing(read_pain001("<Document><CstmrPmtStsRpt/></Document>")),
            "1 /Document wrong_namespace\n1 /Document/CstmrPmtStsRpt unknown_element\n");
}

TEST(Pain001, SpecimensMayHaveWrongCheckDigitsAndCount) {
  auto message = sample_with("DE89", "DE88");
  message.replace(message.find("<NbOfTxs>3<"), 11, "<NbOfTxs>9<");
  const auto result = read_pain001(message, {}, Strictness::specimen);
  ASSERT_TRUE(result) << listing(result);
  ASSERT_EQ(result->warnings.size(), 2U);
  EXPECT_EQ(result->warnings[0].code, "transaction_count_mismatch");
  EXPECT_EQ(result->warnings[1].code, "iban_check_digits");
  EXPECT_EQ(result->transaction_count, 9U);
  const auto too_short = sample_with("DE89370400440532013000", "DE8937040044053201300");
  EXPECT_FALSE(read_pain001(too_short, {}, Strictness::specimen));
}

TEST(Pain001, AmountsAreWrittenPlainly) {
  const auto message = read_pain001(sample_with(">100.50<", "> +00100.50 <"));
  ASSERT_TRUE(message) << listing(message);
  EXPECT_EQ(message->payments[0].transfers[0].money.amount, "100.50");
  EXPECT_EQ(only_problem(">100.50<", ">-100.50<"),
            "24 …/PmtInf[1]/CdtTrfTxInf[1]/Amt/InstdAmt negative_amount");
}

TEST(Pain001, ATransferMovesSomething) {
  auto message = sample_with(">1000<", ">0<");
  message.replace(message.find("1350.75"), 7, "350.75");
  EXPECT_EQ(listing(read_pain001(message)),
            "50 /Document/CstmrCdtTrfInitn/PmtInf[2]/CdtTrfTxInf[1]/Amt/InstdAmt zero_amount\n");
}

TEST(Pain001, NoCutFileIsAccepted) {
  for (std::size_t end = 0; end <= kSampleMessage.rfind('>'); ++end) {
    const auto result = read_pain001(kSampleMessage.substr(0, end));
    ASSERT_FALSE(result) << end;
    EXPECT_FALSE(result.error().problems[0].reason.empty()) << end;
  }
}

// Every amount by value: 100.5 EUR is 100.50 EUR.
std::vector<std::string> all_money(const CreditTransferInitiation& message) {
  std::vector<std::string> all;
  for (const auto& payment : message.payments) {
    for (const auto& transfer : payment.transfers) {
      ExactSum value;
      value.add(*parse_decimal(transfer.money.amount));
      all.push_back(value.text() + ' ' + transfer.money.currency);
    }
  }
  return all;
}

// Losing any one byte is refused with a reason, or changes no amount and no account with an IBAN.
TEST(Pain001, ALostByteNeverChangesMoney) {
  const auto whole = read_pain001(kSampleMessage);
  ASSERT_TRUE(whole);
  std::size_t refused = 0;
  for (std::size_t place = 0; place < kSampleMessage.size(); ++place) {
    std::string message(kSampleMessage);
    message.erase(place, 1);
    const auto result = read_pain001(message);
    if (!result) {
      ++refused;
      continue;
    }
    EXPECT_EQ(all_money(*result), all_money(*whole)) << place;
    EXPECT_EQ(result->payments[0].debtor_account, whole->payments[0].debtor_account) << place;
  }
  EXPECT_GT(refused, kSampleMessage.size() / 2);
}

// The totals are exact, whatever the amounts: with the true sum accepted, with any other refused.
RC_GTEST_PROP(Pain001, OnlyTheTrueControlSumIsAccepted, ()) {
  const auto cents = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000'000);
  const auto off_by = *rc::gen::inRange<std::uint64_t>(0, 3);
  const auto decimal = [](std::uint64_t value) {
    return std::to_string(value / 100) + '.' + std::to_string(100 + value % 100).substr(1);
  };
  // The other two transfers are 250.25 and 1000.
  auto message = sample_with(">100.50<", ">" + decimal(cents) + "<");
  message.replace(message.find("1350.75"), 7, decimal(cents + 125025 + off_by));
  message.replace(message.find("350.75"), 6, decimal(cents + 25025));
  RC_ASSERT(read_pain001(message).has_value() == (off_by == 0));
}

}  // namespace
}  // namespace sangam::engines::messages
