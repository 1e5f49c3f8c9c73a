#pragma once

// SignOnFault: why a sign-in by an identity provider came to nothing, as a stable code. What is
// said beside it is for people, and names no secret.

#include <string>

#include "base/describe.h"
#include "base/error.h"

namespace sangam::suites::platform::single_sign_on {

enum class SignOnFault : std::uint8_t {
  connection_unavailable,   // there is none of that id, or it is not enabled
  sign_in_over,             // taken before, too old, or begun in another browser
  refused_there,            // the identity provider says no
  provider_unusable,        // it cannot be reached, or says of itself what cannot be used
  code_refused,             // it does not take the code it gave
  answer_refused,           // what it says cannot be believed
  other_provider,           // the answer is of another identity provider than the one asked
  used_before,              // the same assertion came twice
  subject_missing,          // it does not say who signed in, for good
  address_missing,          // nor which address they have
  address_unverified,       // it says itself that the address was not verified
  address_foreign,          // the connection speaks for no domain of that address
  not_a_member,             // and members are not made
  member_suspended,         // or their tenant is
  member_of_other_subject,  // the member is somebody else there
  no_room,                  // the plan allows no more members
};
SANGAM_ENUM(SignOnFault, connection_unavailable, sign_in_over, refused_there, provider_unusable,
            code_refused, answer_refused, other_provider, used_before, subject_missing,
            address_missing, address_unverified, address_foreign, not_a_member, member_suspended,
            member_of_other_subject, no_room)

struct SignOnRefusal {
  SignOnFault fault{};
  std::string detail;  // a sentence for people
};

// The code is the code of its only field.
Error to_error(const SignOnRefusal& refusal);
inline Error to_error(SignOnFault fault, std::string detail) {
  return to_error({fault, std::move(detail)});
}

}  // namespace sangam::suites::platform::single_sign_on
