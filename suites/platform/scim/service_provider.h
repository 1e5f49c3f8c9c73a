#pragma once

// ServiceProvider: the door of SCIM 2.0 (RFC 7644), beside the API. A directory proves who it is by
// a token of its tenant, which is all it needs: there are no cookies here.
//
//   GET    /scim/v2/ServiceProviderConfig, /ResourceTypes, /Schemas   for everybody
//   GET    /scim/v2/Users, /Groups, and / for both; with an id one of them
//   POST   /scim/v2/Users, /Groups, /Bulk, and …/.search for long filters
//   PUT, PATCH, DELETE  /scim/v2/Users/{id}, /Groups/{id}

#include <boost/json/fwd.hpp>

#include "kernel/api/reception.h"
#include "kernel/http/handler.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/scim/directory_identity.h"
#include "suites/platform/scim/writer.h"

namespace sangam::suites::platform::scim {

inline constexpr std::string_view kScimPath = "/scim/v2";

// Any loop.
class ServiceProvider final : public http::RequestHandler {
 public:
  // All outlive it.
  ServiceProvider(ScimModule& module, const api::PoolDirectory& pools,
                  const api::Reception& reception, TenantDirectory& tenants,
                  const PublicAddress& address)
      : module_(module),
        pools_(pools),
        reception_(reception),
        authenticator_(pools, tenants),
        address_(address) {}

  static bool serves(std::string_view path) noexcept;
  Task<http::Response> handle(http::Request& request) override;

 private:
  struct Target;

  // `tenant` becomes whose directory asks, as soon as that is known.
  Task<http::Response> answer_or_refuse(http::Request& request, std::int32_t& tenant);
  Task<http::Response> answer(http::Request& request, std::int32_t& tenant);
  Task<http::Response> answer_directory(http::Request& request, Target target,
                                        std::int32_t& tenant);
  Task<void> let_in(http::Request& request, api::IdentityPointer identity);
  Task<http::Response> list(http::Request& request, Target target, Author author);
  Task<http::Response> get(http::Request& request, Target target, Author author);
  Task<http::Response> write(http::Request& request, Target target, Author author);
  std::string base() const;

  ScimModule& module_;
  const api::PoolDirectory& pools_;
  const api::Reception& reception_;
  DirectoryAuthenticator authenticator_;
  const PublicAddress& address_;
};

}  // namespace sangam::suites::platform::scim
