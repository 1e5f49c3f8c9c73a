#include "kernel/webauthn/ceremony.h"

namespace sangam::webauthn {

std::string_view describe(Fault fault) noexcept {
  switch (fault) {
    case Fault::none:
      return "is good";
    case Fault::client_data:
      return "has client data that cannot be read";
    case Fault::ceremony:
      return "answers another question";
    case Fault::challenge:
      return "answers a challenge that is over: try again";
    case Fault::origin:
      return "comes from a page of another site";
    case Fault::authenticator_data:
      return "has authenticator data that cannot be read";
    case Fault::site:
      return "is a passkey of another site";
    case Fault::presence:
      return "was made without its owner touching it";
    case Fault::verification:
      return "did not verify its owner by PIN, finger or face";
    case Fault::algorithm:
      return "has a key of an algorithm that is not supported";
    case Fault::signature:
      return "is not signed by that passkey";
    case Fault::counter:
      return "was used more often than it says: there may be a copy of it";
  }
  return "";
}

}  // namespace sangam::webauthn
