#pragma once

// The only header of Sangam that shows Asio. Included by .cpp files inside kernel/ that need a
// feature of Asio (sockets, signals, name resolution); never by a header.

#include <boost/asio/io_context.hpp>

namespace sangam::runtime {

class EventLoop;

// The context behind a loop. Handlers run on the loop's thread.
boost::asio::io_context& io_context(EventLoop& loop) noexcept;

}  // namespace sangam::runtime
