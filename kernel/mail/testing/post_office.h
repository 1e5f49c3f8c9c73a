#pragma once

// Everything that sends mail, on a test's database: a loop on a thread, relay, consumer, round.

#include <functional>
#include <memory>
#include <string>

#include "kernel/events/event_service.h"
#include "kernel/mail/mail_service.h"
#include "kernel/store/testing/database.h"

namespace sangam::mail::testing {

// Belongs to the test's thread.
class PostOffice {
 public:
  static constexpr std::int32_t kTenant = 7;

  // What one process runs.
  class Branch {
   public:
    explicit Branch(store::testing::Database& database) : database_(database) {}
    ~Branch() { close(); }
    void open(MailSettings settings);
    void close();
    MailService& mail() { return *mail_; }

   private:
    store::testing::Database& database_;
    std::unique_ptr<runtime::LoopGroup> loops_;
    std::unique_ptr<store::Pool> pool_;
    std::unique_ptr<MailService> mail_;
    std::unique_ptr<events::EventService> events_;
  };

  PostOffice();

  void open(MailSettings settings) { branch_.open(std::move(settings)); }
  void close() { branch_.close(); }
  MailService& mail() { return branch_.mail(); }

  struct Sending {
    bool sandbox = false;
    bool commit = true;
  };
  MailId send(const KindOfLetter& letter, Sending sending);
  MailId send(const KindOfLetter& letter) { return send(letter, {}); }
  // A statement of kTenant about one mail.
  void run(const store::Statement& statement, MailId mail);

  // False when it has not come true within half a minute.
  bool until(const std::function<bool()>& condition);
  bool wait_for(const std::string& query, const std::string& wanted);

  store::testing::Database database;

 private:
  Branch branch_;
};

}  // namespace sangam::mail::testing
