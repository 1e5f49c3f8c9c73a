#pragma once

// Simple types that the messages of ISO 20022 share, named as in the standard.

#include <array>

#include "engines/messages/grammar.h"

namespace sangam::engines::messages {

inline constexpr auto kMax4Text = text_up_to(4);
inline constexpr auto kMax5Text = text_up_to(5);
inline constexpr auto kMax10Text = text_up_to(10);
inline constexpr auto kMax16Text = text_up_to(16);
inline constexpr auto kMax34Text = text_up_to(34);
inline constexpr auto kMax35Text = text_up_to(35);
inline constexpr auto kMax70Text = text_up_to(70);
inline constexpr auto kMax128Text = text_up_to(128);
inline constexpr auto kMax140Text = text_up_to(140);
inline constexpr auto kMax2048Text = text_up_to(2048);

inline constexpr ElementType kMax15NumericText{.form = Form::digits, .max_length = 15};
inline constexpr auto kDecimalNumber = decimal_of(18, 17);
inline constexpr auto kNumber = decimal_of(18, 0);
inline constexpr auto kRate = decimal_of(11, 10);
inline constexpr ElementType kAmount{
    .form = Form::amount, .total_digits = 18, .fraction_digits = 5};
inline constexpr ElementType kIndicator{.form = Form::boolean};
inline constexpr ElementType kIsoDate{.form = Form::date};
inline constexpr ElementType kIsoDateTime{.form = Form::date_time};
inline constexpr ElementType kCountryCode{.form = Form::country};
inline constexpr ElementType kCurrencyCode{.form = Form::currency};
inline constexpr ElementType kIbanIdentifier{.form = Form::iban};
inline constexpr ElementType kBicIdentifier{.form = Form::bic};
inline constexpr ElementType kPhoneNumber{.form = Form::phone};

// Nearly every coded value is a code of a published list or, alternatively, one the parties agreed
// on.
inline constexpr std::array kCodeOrProprietary4{one("Cd", kMax4Text), one("Prtry", kMax35Text)};
inline constexpr std::array kCodeOrProprietary5{one("Cd", kMax5Text), one("Prtry", kMax35Text)};
inline constexpr std::array kCodeOrProprietary35{one("Cd", kMax35Text), one("Prtry", kMax35Text)};
inline constexpr auto kExternalCode4 = choice_of(kCodeOrProprietary4);
inline constexpr auto kExternalCode5 = choice_of(kCodeOrProprietary5);
inline constexpr auto kExternalCode35 = choice_of(kCodeOrProprietary35);

}  // namespace sangam::engines::messages
