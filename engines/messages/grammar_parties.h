#pragma once

// Parties, accounts and agents as pain.001.001.03 and its generation describe them. Internal to the
// grammars. Type names of the standard are in the comments.

#include "engines/messages/grammar_simple_types.h"

namespace sangam::engines::messages {

inline constexpr std::array<std::string_view, 6> kAddressTypes{"ADDR", "PBOX", "HOME",
                                                               "BIZZ", "MLTO", "DLVY"};
inline constexpr auto kAddressType = one_of(kAddressTypes);
inline constexpr std::array kPostalAddressParts{
    // PostalAddress6
    optional("AdrTp", kAddressType), optional("Dept", kMax70Text),
    optional("SubDept", kMax70Text), optional("StrtNm", kMax70Text),
    optional("BldgNb", kMax16Text),  optional("PstCd", kMax16Text),
    optional("TwnNm", kMax35Text),   optional("CtrySubDvsn", kMax35Text),
    optional("Ctry", kCountryCode),  up_to(7, "AdrLine", kMax70Text)};
inline constexpr auto kPostalAddress = sequence_of(kPostalAddressParts);

inline constexpr std::array kGenericIdentificationParts{
    // Generic…Identification1
    one("Id", kMax35Text), optional("SchmeNm", kExternalCode4), optional("Issr", kMax35Text)};
inline constexpr auto kGenericIdentification = sequence_of(kGenericIdentificationParts);

inline constexpr std::array kOrganisationParts{
    // OrganisationIdentification4
    optional("BICOrBEI", kBicIdentifier), any("Othr", kGenericIdentification)};
inline constexpr auto kOrganisation = sequence_of(kOrganisationParts);
inline constexpr std::array kBirthParts{
    // DateAndPlaceOfBirth
    one("BirthDt", kIsoDate), optional("PrvcOfBirth", kMax35Text), one("CityOfBirth", kMax35Text),
    one("CtryOfBirth", kCountryCode)};
inline constexpr auto kBirth = sequence_of(kBirthParts);
inline constexpr std::array kPersonParts{
    // PersonIdentification5
    optional("DtAndPlcOfBirth", kBirth), any("Othr", kGenericIdentification)};
inline constexpr auto kPerson = sequence_of(kPersonParts);
inline constexpr std::array kPartyIdChoices{// Party6Choice
                                            one("OrgId", kOrganisation), one("PrvtId", kPerson)};
inline constexpr auto kPartyId = choice_of(kPartyIdChoices);

inline constexpr std::array<std::string_view, 4> kNamePrefixes{"DOCT", "MIST", "MISS", "MADM"};
inline constexpr auto kNamePrefix = one_of(kNamePrefixes);
inline constexpr std::array kContactParts{
    // ContactDetails2
    optional("NmPrfx", kNamePrefix),  optional("Nm", kMax140Text),
    optional("PhneNb", kPhoneNumber), optional("MobNb", kPhoneNumber),
    optional("FaxNb", kPhoneNumber),  optional("EmailAdr", kMax2048Text),
    optional("Othr", kMax35Text)};
inline constexpr auto kContact = sequence_of(kContactParts);
inline constexpr std::array kPartyParts{
    // PartyIdentification32
    optional("Nm", kMax140Text), optional("PstlAdr", kPostalAddress), optional("Id", kPartyId),
    optional("CtryOfRes", kCountryCode), optional("CtctDtls", kContact)};
inline constexpr auto kParty = sequence_of(kPartyParts);

inline constexpr std::array kGenericAccountParts{
    // GenericAccountIdentification1
    one("Id", kMax34Text), optional("SchmeNm", kExternalCode4), optional("Issr", kMax35Text)};
inline constexpr auto kGenericAccount = sequence_of(kGenericAccountParts);
inline constexpr std::array kAccountIdChoices{
    // AccountIdentification4Choice
    one("IBAN", kIbanIdentifier), one("Othr", kGenericAccount)};
inline constexpr auto kAccountId = choice_of(kAccountIdChoices);
inline constexpr std::array<std::string_view, 16> kCashAccountTypes{
    "CASH", "CHAR", "COMM", "TAXE", "CISH", "TRAS", "SACC", "CACC",
    "SVGS", "ONDP", "MGLD", "NREX", "MOMA", "LOAN", "SLRY", "ODFT"};
inline constexpr auto kCashAccountType = one_of(kCashAccountTypes);
inline constexpr std::array kAccountTypeChoices{
    // CashAccountType2
    one("Cd", kCashAccountType), one("Prtry", kMax35Text)};
inline constexpr auto kAccountType = choice_of(kAccountTypeChoices);
inline constexpr std::array kAccountParts{
    // CashAccount16
    one("Id", kAccountId), optional("Tp", kAccountType), optional("Ccy", kCurrencyCode),
    optional("Nm", kMax70Text)};
inline constexpr auto kAccount = sequence_of(kAccountParts);

inline constexpr std::array kClearingMemberParts{
    // ClearingSystemMemberIdentification2
    optional("ClrSysId", kExternalCode5), one("MmbId", kMax35Text)};
inline constexpr auto kClearingMember = sequence_of(kClearingMemberParts);
inline constexpr std::array kInstitutionParts{
    // FinancialInstitutionIdentification7
    optional("BIC", kBicIdentifier), optional("ClrSysMmbId", kClearingMember),
    optional("Nm", kMax140Text), optional("PstlAdr", kPostalAddress),
    optional("Othr", kGenericIdentification)};
inline constexpr auto kInstitution = sequence_of(kInstitutionParts);
inline constexpr std::array kBranchParts{
    // BranchData2
    optional("Id", kMax35Text), optional("Nm", kMax140Text), optional("PstlAdr", kPostalAddress)};
inline constexpr auto kBranch = sequence_of(kBranchParts);
inline constexpr std::array kAgentParts{
    // BranchAndFinancialInstitutionIdentification4
    one("FinInstnId", kInstitution), optional("BrnchId", kBranch)};
inline constexpr auto kAgent = sequence_of(kAgentParts);

inline constexpr std::array kNameAndAddressParts{
    // NameAndAddress10
    one("Nm", kMax140Text), one("Adr", kPostalAddress)};
inline constexpr auto kNameAndAddress = sequence_of(kNameAndAddressParts);

}  // namespace sangam::engines::messages
