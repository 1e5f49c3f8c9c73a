#pragma once

// xmlsec, made ready once: no files, no network, no messages on standard error.

namespace sangam::saml {

// Before any use of the library. Any thread.
void require_xmlsec();

}  // namespace sangam::saml
