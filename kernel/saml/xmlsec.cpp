#include "kernel/saml/xmlsec.h"

#include <xmlsec/xmlsec.h>

#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>

#include "base/assert.h"

namespace sangam::saml {

namespace {

void say_nothing(const char*, int, const char*, const char*, const char*, int, const char*) {}

bool make_ready() {
  SANGAM_ASSERT(xmlSecInit() == 0 && xmlSecCheckVersion() == 1);
  SANGAM_ASSERT(xmlSecCryptoAppInit(nullptr) == 0 && xmlSecCryptoInit() == 0);
  xmlSecErrorsSetCallback(&say_nothing);
  xmlSecIOCleanupCallbacks();
  return true;
}

}  // namespace

void require_xmlsec() {
  static const bool ready = make_ready();
  SANGAM_ASSERT(ready);
}

}  // namespace sangam::saml
