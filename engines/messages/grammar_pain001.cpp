// pain.001.001.03, CustomerCreditTransferInitiationV03, complete.

#include "engines/messages/grammar_remittance.h"

namespace sangam::engines::messages {

namespace {

constexpr std::array<std::string_view, 4> kAuthorisations{"AUTH", "FDET", "FSUM", "ILEV"};
constexpr auto kAuthorisationCode = one_of(kAuthorisations);
constexpr std::array kAuthorisationChoices{
    // Authorisation1Choice
    one("Cd", kAuthorisationCode), one("Prtry", kMax128Text)};
constexpr auto kAuthorisation = choice_of(kAuthorisationChoices);
constexpr std::array kGroupHeaderParts{// GroupHeader32
                                       one("MsgId", kMax35Text),
                                       one("CreDtTm", kIsoDateTime),
                                       up_to(2, "Authstn", kAuthorisation),
                                       one("NbOfTxs", kMax15NumericText),
                                       optional("CtrlSum", kDecimalNumber),
                                       one("InitgPty", kParty),
                                       optional("FwdgAgt", kAgent)};
constexpr auto kGroupHeader = sequence_of(kGroupHeaderParts);

constexpr std::array<std::string_view, 2> kPriorities{"HIGH", "NORM"};
constexpr auto kPriority = one_of(kPriorities);
constexpr std::array kPaymentTypeParts{
    // PaymentTypeInformation19
    optional("InstrPrty", kPriority), optional("SvcLvl", kExternalCode4),
    optional("LclInstrm", kExternalCode35), optional("CtgyPurp", kExternalCode4)};
constexpr auto kPaymentType = sequence_of(kPaymentTypeParts);

constexpr std::array<std::string_view, 4> kChargeBearers{"DEBT", "CRED", "SHAR", "SLEV"};
constexpr auto kChargeBearer = one_of(kChargeBearers);

constexpr std::array kPaymentIdParts{
    // PaymentIdentification1
    optional("InstrId", kMax35Text), one("EndToEndId", kMax35Text)};
constexpr auto kPaymentId = sequence_of(kPaymentIdParts);
constexpr std::array kEquivalentAmountParts{// EquivalentAmount2
                                            one("Amt", kAmount), one("CcyOfTrf", kCurrencyCode)};
constexpr auto kEquivalentAmount = sequence_of(kEquivalentAmountParts);
constexpr std::array kAmountChoices{// AmountType3Choice
                                    one("InstdAmt", kAmount), one("EqvtAmt", kEquivalentAmount)};
constexpr auto kAmountChoice = choice_of(kAmountChoices);
constexpr std::array<std::string_view, 3> kRateTypes{"SPOT", "SALE", "AGRD"};
constexpr auto kRateType = one_of(kRateTypes);
constexpr std::array kExchangeRateParts{
    // ExchangeRateInformation1
    optional("XchgRate", kRate), optional("RateTp", kRateType), optional("CtrctId", kMax35Text)};
constexpr auto kExchangeRate = sequence_of(kExchangeRateParts);

constexpr std::array<std::string_view, 5> kChequeTypes{"CCHQ", "CCCH", "BCHQ", "DRFT", "ELDR"};
constexpr auto kChequeType = one_of(kChequeTypes);
constexpr std::array<std::string_view, 12> kDeliveries{
    "MLDB", "MLCD", "MLFA", "CRDB", "CRCD", "CRFA", "PUDB", "PUCD", "PUFA", "RGDB", "RGCD", "RGFA"};
constexpr auto kDeliveryCode = one_of(kDeliveries);
constexpr std::array kDeliveryChoices{// ChequeDeliveryMethod1Choice
                                      one("Cd", kDeliveryCode), one("Prtry", kMax35Text)};
constexpr auto kDelivery = choice_of(kDeliveryChoices);
constexpr std::array kChequeParts{
    // Cheque6
    optional("ChqTp", kChequeType),      optional("ChqNb", kMax35Text),
    optional("ChqFr", kNameAndAddress),  optional("DlvryMtd", kDelivery),
    optional("DlvrTo", kNameAndAddress), optional("InstrPrty", kPriority),
    optional("ChqMtrtyDt", kIsoDate),    optional("FrmsCd", kMax35Text),
    up_to(2, "MemoFld", kMax35Text),     optional("RgnlClrZone", kMax35Text),
    optional("PrtLctn", kMax35Text)};
constexpr auto kCheque = sequence_of(kChequeParts);

constexpr std::array<std::string_view, 4> kInstructions{"CHQB", "HOLD", "PHOB", "TELB"};
constexpr auto kInstructionCode = one_of(kInstructions);
constexpr std::array kInstructionParts{
    // InstructionForCreditorAgent1
    optional("Cd", kInstructionCode), optional("InstrInf", kMax140Text)};
constexpr auto kInstruction = sequence_of(kInstructionParts);

constexpr std::array kTransactionParts{// CreditTransferTransactionInformation10
                                       one("PmtId", kPaymentId),
                                       optional("PmtTpInf", kPaymentType),
                                       one("Amt", kAmountChoice),
                                       optional("XchgRateInf", kExchangeRate),
                                       optional("ChrgBr", kChargeBearer),
                                       optional("ChqInstr", kCheque),
                                       optional("UltmtDbtr", kParty),
                                       optional("IntrmyAgt1", kAgent),
                                       optional("IntrmyAgt1Acct", kAccount),
                                       optional("IntrmyAgt2", kAgent),
                                       optional("IntrmyAgt2Acct", kAccount),
                                       optional("IntrmyAgt3", kAgent),
                                       optional("IntrmyAgt3Acct", kAccount),
                                       optional("CdtrAgt", kAgent),
                                       optional("CdtrAgtAcct", kAccount),
                                       optional("Cdtr", kParty),
                                       optional("CdtrAcct", kAccount),
                                       optional("UltmtCdtr", kParty),
                                       any("InstrForCdtrAgt", kInstruction),
                                       optional("InstrForDbtrAgt", kMax140Text),
                                       optional("Purp", kExternalCode4),
                                       up_to(10, "RgltryRptg", kRegulatoryReporting),
                                       optional("Tax", kTax),
                                       up_to(10, "RltdRmtInf", kRemittanceLocation),
                                       optional("RmtInf", kRemittance)};
constexpr auto kTransaction = sequence_of(kTransactionParts);

constexpr std::array<std::string_view, 3> kPaymentMethods{"CHK", "TRF", "TRA"};
constexpr auto kPaymentMethod = one_of(kPaymentMethods);
constexpr std::array kPaymentParts{// PaymentInstructionInformation3
                                   one("PmtInfId", kMax35Text),
                                   one("PmtMtd", kPaymentMethod),
                                   optional("BtchBookg", kIndicator),
                                   optional("NbOfTxs", kMax15NumericText),
                                   optional("CtrlSum", kDecimalNumber),
                                   optional("PmtTpInf", kPaymentType),
                                   one("ReqdExctnDt", kIsoDate),
                                   optional("PoolgAdjstmntDt", kIsoDate),
                                   one("Dbtr", kParty),
                                   one("DbtrAcct", kAccount),
                                   one("DbtrAgt", kAgent),
                                   optional("DbtrAgtAcct", kAccount),
                                   optional("UltmtDbtr", kParty),
                                   optional("ChrgBr", kChargeBearer),
                                   optional("ChrgsAcct", kAccount),
                                   optional("ChrgsAcctAgt", kAgent),
                                   some("CdtTrfTxInf", kTransaction)};
constexpr auto kPayment = sequence_of(kPaymentParts);

constexpr std::array kInitiationParts{one("GrpHdr", kGroupHeader), some("PmtInf", kPayment)};
constexpr auto kInitiation = sequence_of(kInitiationParts);
constexpr std::array kDocumentParts{one("CstmrCdtTrfInitn", kInitiation)};

}  // namespace

constexpr ElementType kPain001V03Document = sequence_of(kDocumentParts);

}  // namespace sangam::engines::messages
