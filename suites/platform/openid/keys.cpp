#include "suites/platform/openid/keys.h"

namespace sangam::suites::platform::openid {

Task<RotatedKeys> Keys::rotate(api::Call& call, RotateKeys request) {
  const bool at_once = request.at_once.value_or(false);
  const auto newest = co_await s_.keys.rotate(*call.pools().auth, at_once, call.deadline());
  call.set_target("signing keys " + std::to_string(newest));
  auto work = call.transaction();
  call.audit(work);
  co_await work.commit();
  co_return RotatedKeys{newest};
}

}  // namespace sangam::suites::platform::openid
