#pragma once

// What programs read of the WebSocket: a channel of the AsyncAPI document, with every message of
// either side and its schema.

#include <boost/json/object.hpp>

namespace sangam::subscriptions {

boost::json::object describe_channel();

}  // namespace sangam::subscriptions
