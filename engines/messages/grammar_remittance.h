#pragma once

// What a payment says beside its money: remittance, tax and regulatory reporting, as in
// pain.001.001.03. Internal to the grammars.

#include "engines/messages/grammar_parties.h"

namespace sangam::engines::messages {

inline constexpr std::array<std::string_view, 3> kReportingIndicators{"CRED", "DEBT", "BOTH"};
inline constexpr auto kReportingIndicator = one_of(kReportingIndicators);
inline constexpr std::array kAuthorityParts{
    // RegulatoryAuthority2
    optional("Nm", kMax140Text), optional("Ctry", kCountryCode)};
inline constexpr auto kAuthority = sequence_of(kAuthorityParts);
inline constexpr std::array kReportingDetailParts{
    // StructuredRegulatoryReporting3
    optional("Tp", kMax35Text), optional("Dt", kIsoDate), optional("Ctry", kCountryCode),
    optional("Cd", kMax10Text), optional("Amt", kAmount), any("Inf", kMax35Text)};
inline constexpr auto kReportingDetail = sequence_of(kReportingDetailParts);
inline constexpr std::array kRegulatoryReportingParts{
    // RegulatoryReporting3
    optional("DbtCdtRptgInd", kReportingIndicator), optional("Authrty", kAuthority),
    any("Dtls", kReportingDetail)};
inline constexpr auto kRegulatoryReporting = sequence_of(kRegulatoryReportingParts);

inline constexpr std::array kTaxCreditorParts{
    // TaxParty1
    optional("TaxId", kMax35Text), optional("RegnId", kMax35Text), optional("TaxTp", kMax35Text)};
inline constexpr auto kTaxCreditor = sequence_of(kTaxCreditorParts);
inline constexpr std::array kTaxAuthorisationParts{
    // TaxAuthorisation1
    optional("Titl", kMax35Text), optional("Nm", kMax140Text)};
inline constexpr auto kTaxAuthorisation = sequence_of(kTaxAuthorisationParts);
inline constexpr std::array kTaxDebtorParts{
    // TaxParty2
    optional("TaxId", kMax35Text), optional("RegnId", kMax35Text), optional("TaxTp", kMax35Text),
    optional("Authstn", kTaxAuthorisation)};
inline constexpr auto kTaxDebtor = sequence_of(kTaxDebtorParts);
inline constexpr std::array<std::string_view, 18> kTaxPeriods{
    "MM01", "MM02", "MM03", "MM04", "MM05", "MM06", "MM07", "MM08", "MM09",
    "MM10", "MM11", "MM12", "QTR1", "QTR2", "QTR3", "QTR4", "HLF1", "HLF2"};
inline constexpr auto kTaxPeriodCode = one_of(kTaxPeriods);
inline constexpr std::array kDatePeriodParts{// DatePeriodDetails
                                             one("FrDt", kIsoDate), one("ToDt", kIsoDate)};
inline constexpr auto kDatePeriod = sequence_of(kDatePeriodParts);
inline constexpr std::array kTaxPeriodParts{
    // TaxPeriod1
    optional("Yr", kIsoDate), optional("Tp", kTaxPeriodCode), optional("FrToDt", kDatePeriod)};
inline constexpr auto kTaxPeriod = sequence_of(kTaxPeriodParts);
inline constexpr std::array kTaxDetailParts{// TaxRecordDetails1
                                            optional("Prd", kTaxPeriod), one("Amt", kAmount)};
inline constexpr auto kTaxDetail = sequence_of(kTaxDetailParts);
inline constexpr std::array kTaxAmountParts{
    // TaxAmount1
    optional("Rate", kRate), optional("TaxblBaseAmt", kAmount), optional("TtlAmt", kAmount),
    any("Dtls", kTaxDetail)};
inline constexpr auto kTaxAmount = sequence_of(kTaxAmountParts);
inline constexpr std::array kTaxRecordParts{
    // TaxRecord1
    optional("Tp", kMax35Text),       optional("Ctgy", kMax35Text),
    optional("CtgyDtls", kMax35Text), optional("DbtrSts", kMax35Text),
    optional("CertId", kMax35Text),   optional("FrmsCd", kMax35Text),
    optional("Prd", kTaxPeriod),      optional("TaxAmt", kTaxAmount),
    optional("AddtlInf", kMax140Text)};
inline constexpr auto kTaxRecord = sequence_of(kTaxRecordParts);
inline constexpr std::array kTaxParts{
    // TaxInformation3
    optional("Cdtr", kTaxCreditor),   optional("Dbtr", kTaxDebtor),
    optional("AdmstnZn", kMax35Text), optional("RefNb", kMax140Text),
    optional("Mtd", kMax35Text),      optional("TtlTaxblBaseAmt", kAmount),
    optional("TtlTaxAmt", kAmount),   optional("Dt", kIsoDate),
    optional("SeqNb", kNumber),       any("Rcrd", kTaxRecord)};
inline constexpr auto kTax = sequence_of(kTaxParts);

inline constexpr std::array<std::string_view, 6> kLocationMethods{"FAXI", "EDIC", "URID",
                                                                  "EMAL", "POST", "SMSM"};
inline constexpr auto kLocationMethod = one_of(kLocationMethods);
inline constexpr std::array kRemittanceLocationParts{
    // RemittanceLocation2
    optional("RmtId", kMax35Text), optional("RmtLctnMtd", kLocationMethod),
    optional("RmtLctnElctrncAdr", kMax2048Text), optional("RmtLctnPstlAdr", kNameAndAddress)};
inline constexpr auto kRemittanceLocation = sequence_of(kRemittanceLocationParts);

inline constexpr std::array<std::string_view, 15> kDocumentTypes{
    "MSIN", "CNFA", "DNFA", "CINV", "CREN", "DEBN", "HIRI", "SBIN",
    "CMCN", "SOAC", "DISP", "BOLD", "VCHR", "AROI", "TSUT"};
inline constexpr auto kDocumentTypeCode = one_of(kDocumentTypes);
inline constexpr std::array kDocumentTypeChoices{one("Cd", kDocumentTypeCode),
                                                 one("Prtry", kMax35Text)};
inline constexpr auto kDocumentTypeChoice = choice_of(kDocumentTypeChoices);
inline constexpr std::array kDocumentTypeParts{
    // ReferredDocumentType2
    one("CdOrPrtry", kDocumentTypeChoice), optional("Issr", kMax35Text)};
inline constexpr auto kDocumentType = sequence_of(kDocumentTypeParts);
inline constexpr std::array kReferredDocumentParts{
    // ReferredDocumentInformation3
    optional("Tp", kDocumentType), optional("Nb", kMax35Text), optional("RltdDt", kIsoDate)};
inline constexpr auto kReferredDocument = sequence_of(kReferredDocumentParts);

inline constexpr std::array<std::string_view, 2> kCreditDebitCodes{"CRDT", "DBIT"};
inline constexpr auto kCreditDebit = one_of(kCreditDebitCodes);
inline constexpr std::array kAdjustmentParts{
    // DocumentAdjustment1
    one("Amt", kAmount), optional("CdtDbtInd", kCreditDebit), optional("Rsn", kMax4Text),
    optional("AddtlInf", kMax140Text)};
inline constexpr auto kAdjustment = sequence_of(kAdjustmentParts);
inline constexpr std::array kRemittanceAmountParts{
    // RemittanceAmount1
    optional("DuePyblAmt", kAmount),       optional("DscntApldAmt", kAmount),
    optional("CdtNoteAmt", kAmount),       optional("TaxAmt", kAmount),
    any("AdjstmntAmtAndRsn", kAdjustment), optional("RmtdAmt", kAmount)};
inline constexpr auto kRemittanceAmount = sequence_of(kRemittanceAmountParts);

inline constexpr std::array<std::string_view, 6> kReferenceTypes{"RADM", "RPIN", "FXDR",
                                                                 "DISP", "PUOR", "SCOR"};
inline constexpr auto kReferenceTypeCode = one_of(kReferenceTypes);
inline constexpr std::array kReferenceTypeChoices{one("Cd", kReferenceTypeCode),
                                                  one("Prtry", kMax35Text)};
inline constexpr auto kReferenceTypeChoice = choice_of(kReferenceTypeChoices);
inline constexpr std::array kReferenceTypeParts{
    // CreditorReferenceType2
    one("CdOrPrtry", kReferenceTypeChoice), optional("Issr", kMax35Text)};
inline constexpr auto kReferenceType = sequence_of(kReferenceTypeParts);
inline constexpr std::array kCreditorReferenceParts{
    // CreditorReferenceInformation2
    optional("Tp", kReferenceType), optional("Ref", kMax35Text)};
inline constexpr auto kCreditorReference = sequence_of(kCreditorReferenceParts);

inline constexpr std::array kStructuredParts{// StructuredRemittanceInformation7
                                             any("RfrdDocInf", kReferredDocument),
                                             optional("RfrdDocAmt", kRemittanceAmount),
                                             optional("CdtrRefInf", kCreditorReference),
                                             optional("Invcr", kParty),
                                             optional("Invcee", kParty),
                                             up_to(3, "AddtlRmtInf", kMax140Text)};
inline constexpr auto kStructured = sequence_of(kStructuredParts);
inline constexpr std::array kRemittanceParts{// RemittanceInformation5
                                             any("Ustrd", kMax140Text), any("Strd", kStructured)};
inline constexpr auto kRemittance = sequence_of(kRemittanceParts);

}  // namespace sangam::engines::messages
