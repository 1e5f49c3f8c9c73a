#include "suites/platform/single_sign_on/sign_on_fault.h"

namespace sangam::suites::platform::single_sign_on {

Error to_error(const SignOnRefusal& refusal) {
  return {Code::refused, refusal.detail, {{"", std::string(name(refusal.fault)), refusal.detail}}};
}

}  // namespace sangam::suites::platform::single_sign_on
