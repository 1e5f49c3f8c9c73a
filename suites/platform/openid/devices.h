#pragma once

// Devices that wait for a person: the operations behind the console's page /device.

#include "suites/platform/openid/device_row.h"
#include "suites/platform/openid/new_grant.h"
#include "suites/platform/openid/services.h"

namespace sangam::suites::platform::openid {

struct NamedDevice {
  Text<1, 40> user_code;
};
SANGAM_DESCRIBE(NamedDevice, (user_code, "As the device shows it"))

struct WaitingDevice {
  std::string client_name;
  std::vector<std::string> scopes;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(WaitingDevice, (client_name, "What runs on it"), (scopes, "What it would get"),
                (expires_at, "Until when to decide"))

struct DecideDevice {
  Text<1, 40> user_code;
  bool approve = false;
};
SANGAM_DESCRIBE(DecideDevice, (user_code, "As the device shows it"),
                (approve, "Whether it may act for you"))

// Any loop.
class Devices {
 public:
  explicit Devices(Services& services) : s_(services) {}

  Task<WaitingDevice> open(api::Call& call, NamedDevice request);
  Task<Nothing> decide(api::Call& call, DecideDevice request);

 private:
  Task<ClientPointer> find(api::Call& call, store::UnitOfWork& work, std::string user_code,
                           DeviceRow& row);
  Services& s_;
};

}  // namespace sangam::suites::platform::openid
