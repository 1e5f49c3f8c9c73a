#include "kernel/dns/exchange.h"

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "kernel/dns/message.h"
#include "kernel/runtime/asio_access.h"
#include "kernel/runtime/coarse_timer.h"

namespace sangam::dns {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Whoever is first, answer or deadline, ends the wait. Shared by the handlers under way, so that
// none finds it gone.
template <class Socket>
struct Exchange : std::enable_shared_from_this<Exchange<Socket>> {
  Exchange(runtime::EventLoop& loop, std::string given)
      : socket(runtime::io_context(loop)),
        timer(loop, &Exchange::expire, this),
        query(std::move(given)) {}

  void end(std::string answer) {
    timer.disarm();
    error_code ignored;
    socket.close(ignored);
    if (auto* waiting = std::exchange(completion, nullptr)) waiting->complete(std::move(answer));
  }
  static void expire(void* self) { static_cast<Exchange*>(self)->end({}); }

  Socket socket;
  runtime::CoarseTimer timer;
  std::string query;
  std::string answer;
  std::array<unsigned char, 2> length{};
  Completion<std::string>* completion = nullptr;
};

using Datagrams = Exchange<asio::ip::udp::socket>;
using Stream = Exchange<asio::ip::tcp::socket>;

void receive(const std::shared_ptr<Datagrams>& exchange) {
  exchange->answer.resize(kMessageBytesMost);
  exchange->socket.async_receive(asio::buffer(exchange->answer),
                                 [exchange](error_code error, std::size_t size) {
                                   if (error) return exchange->end({});
                                   exchange->answer.resize(size);
                                   exchange->end(std::move(exchange->answer));
                                 });
}

void read_body(const std::shared_ptr<Stream>& exchange) {
  exchange->answer.resize(static_cast<std::size_t>(exchange->length[0] << 8 | exchange->length[1]));
  asio::async_read(exchange->socket, asio::buffer(exchange->answer),
                   [exchange](error_code error, std::size_t) {
                     exchange->end(error ? std::string() : std::move(exchange->answer));
                   });
}

void write(const std::shared_ptr<Stream>& exchange) {
  asio::async_write(exchange->socket, asio::buffer(exchange->query),
                    [exchange](error_code error, std::size_t) {
                      if (error) return exchange->end({});
                      asio::async_read(exchange->socket, asio::buffer(exchange->length),
                                       [exchange](error_code failed, std::size_t) {
                                         if (failed) return exchange->end({});
                                         read_body(exchange);
                                       });
                    });
}

}  // namespace

Task<std::string> ask_by_udp(runtime::EventLoop& loop, NameServer server, std::string query,
                             runtime::Deadline deadline) {
  error_code error;
  const asio::ip::udp::endpoint endpoint(asio::ip::make_address(server.address, error),
                                         server.port);
  if (error) co_return std::string();
  const auto exchange = std::make_shared<Datagrams>(loop, std::move(query));
  // Connected, so that only this server's answers arrive; the port is a random one.
  exchange->socket.connect(endpoint, error);
  if (!error) exchange->socket.send(asio::buffer(exchange->query), 0, error);
  if (error) co_return std::string();
  Completion<std::string> completion;
  exchange->completion = &completion;
  exchange->timer.arm(deadline);
  receive(exchange);
  co_return co_await completion;
}

Task<std::string> ask_by_tcp(runtime::EventLoop& loop, NameServer server, std::string query,
                             runtime::Deadline deadline) {
  error_code error;
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(server.address, error),
                                         server.port);
  if (error) co_return std::string();
  const std::string length{static_cast<char>(query.size() >> 8),
                           static_cast<char>(query.size() & 0xff)};
  const auto exchange = std::make_shared<Stream>(loop, length + query);
  Completion<std::string> completion;
  exchange->completion = &completion;
  exchange->timer.arm(deadline);
  exchange->socket.async_connect(endpoint, [exchange](error_code failed) {
    if (failed) return exchange->end({});
    write(exchange);
  });
  co_return co_await completion;
}

}  // namespace sangam::dns
