#pragma once

// A reply that says why there is none. Private to this folder.

#include "kernel/http/client/request.h"

namespace sangam::http::client {

Reply failed(Failure failure);

}  // namespace sangam::http::client
