#pragma once

// A valid message for tests: two payments, three transfers, both forms of accounts and of amounts.

#include <string>
#include <string_view>

#include "base/assert.h"

namespace sangam::engines::messages {

inline constexpr std::string_view kSampleMessage = R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>MSG-1</MsgId>
      <CreDtTm>2026-01-31T09:30:00.5+05:30</CreDtTm>
      <NbOfTxs>3</NbOfTxs>
      <CtrlSum>1350.75</CtrlSum>
      <InitgPty><Nm>Demo Company</Nm></InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>PAY-1</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <BtchBookg>true</BtchBookg>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>350.75</CtrlSum>
      <ReqdExctnDt>2026-02-02</ReqdExctnDt>
      <Dbtr><Nm>Demo Company</Nm><Id><OrgId><Othr><Id>4711</Id></Othr></OrgId></Id></Dbtr>
      <DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct>
      <DbtrAgt><FinInstnId><BIC>DEMODEFF</BIC></FinInstnId></DbtrAgt>
      <ChrgBr>SLEV</ChrgBr>
      <CdtTrfTxInf>
        <PmtId><InstrId>INSTR-1</InstrId><EndToEndId>E2E-1</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">100.50</InstdAmt></Amt>
        <CdtrAgt><FinInstnId><BIC>DEMOGB2LXXX</BIC></FinInstnId></CdtrAgt>
        <Cdtr><Nm>Cr&#233;ditor &amp; Sons</Nm></Cdtr>
        <CdtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></CdtrAcct>
        <RmtInf><Ustrd>Invoice 1</Ustrd><Ustrd>Invoice 2</Ustrd></RmtInf>
      </CdtTrfTxInf>
      <CdtTrfTxInf>
        <PmtId><EndToEndId>E2E-2</EndToEndId></PmtId>
        <Amt><EqvtAmt><Amt Ccy="EUR">250.25</Amt><CcyOfTrf>INR</CcyOfTrf></EqvtAmt></Amt>
        <Cdtr><Nm>Supplier</Nm></Cdtr>
        <CdtrAcct><Id><Othr><Id>000123456789</Id></Othr></Id></CdtrAcct>
        <Purp><Cd>GDDS</Cd></Purp>
        <RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>
          <Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
      </CdtTrfTxInf>
    </PmtInf>
    <PmtInf>
      <PmtInfId>PAY-2</PmtInfId>
      <PmtMtd>TRA</PmtMtd>
      <ReqdExctnDt>2026-02-03</ReqdExctnDt>
      <Dbtr><Nm>Demo Company</Nm></Dbtr>
      <DbtrAcct><Id><Othr><Id>55-1</Id></Othr></Id></DbtrAcct>
      <DbtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>INFSC</Cd></ClrSysId>
        <MmbId>DEMO0000001</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>
      <CdtTrfTxInf>
        <PmtId><EndToEndId>E2E-3</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="JPY">1000</InstdAmt></Amt>
        <ChrgBr>SHAR</ChrgBr>
        <Cdtr><Nm>Supplier</Nm></Cdtr>
        <CdtrAcct><Id><IBAN>CH9300762011623852957</IBAN></Id></CdtrAcct>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
)";

// The sample with the first occurrence of `from` replaced. Aborts when there is none: a test that
// changes nothing proves nothing.
inline std::string sample_with(std::string_view from, std::string_view to) {
  std::string message(kSampleMessage);
  const auto place = message.find(from);
  SANGAM_ASSERT(place != std::string::npos);
  return message.replace(place, from.size(), to);
}

}  // namespace sangam::engines::messages
