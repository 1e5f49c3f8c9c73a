#include "apps/sangam/demo_book.h"

#include <boost/json.hpp>

#include "apps/sangam/client/json_client.h"

namespace sangam::apps {

namespace {

namespace json = boost::json;

// Every request has a key, so that making the book again changes nothing.
class Book {
 public:
  Book(const std::string& url, const std::string& key) : client_({.url = url, .key = key}) {}

  std::string open_ledger(std::string_view name, std::string_view asset) {
    return id_of(post("/ledger/ledgers", {{"name", name}, {"asset", asset}}));
  }
  std::string open_account(const std::string& ledger, std::string_view name, bool limited) {
    json::object body{{"ledger", ledger}, {"name", name}};
    if (limited) body["limit"] = "debits_must_not_exceed_credits";
    return id_of(post("/ledger/accounts", body));
  }
  void transfer(const std::string& from, const std::string& to, std::string_view amount,
                std::string_view reference) {
    post("/ledger/transfers", {{"debit_account", from},
                               {"credit_account", to},
                               {"amount", {{"amount", amount}, {"asset", "INR"}}},
                               {"reference", reference}});
  }
  void hold(const std::string& from, const std::string& to, std::string_view amount,
            std::string_view reference) {
    post("/ledger/holds", {{"debit_account", from},
                           {"credit_account", to},
                           {"amount", {{"amount", amount}, {"asset", "INR"}}},
                           {"timeout_seconds", 604'800},
                           {"reference", reference}});
  }
  // With the one person who is there in it.
  void open_team(std::string_view name, std::string_view description) {
    const auto team = id_of(post("/teams", {{"name", name}, {"description", description}}));
    const auto people = client_.get("/users?limit=1");
    post("/teams/" + team + "/members",
         {{"users", json::array{id_of(people.at("items").as_array().at(0))}}});
  }

 private:
  json::value post(std::string_view path, const json::object& body) {
    return client_.post(path, body, "demo-" + std::to_string(++count_));
  }
  static std::string id_of(const json::value& value) {
    return std::string(value.at("id").as_string());
  }

  client::JsonClient client_;
  int count_ = 0;
};

}  // namespace

void make_demo_book(const std::filesystem::path& directory, const std::string& url,
                    const std::string& api_key) {
  if (std::filesystem::exists(directory / "demo.json")) return;
  Book book(url, api_key);
  const auto ledger = book.open_ledger("Rupees", "INR");
  const auto cash = book.open_account(ledger, "Cash", false);
  const auto payroll = book.open_account(ledger, "Payroll", true);
  const auto savings = book.open_account(ledger, "Savings", true);
  const auto shop = book.open_account(ledger, "Shop", true);
  book.transfer(cash, payroll, "1250000.00", "Opening balance");
  book.transfer(payroll, savings, "84500.00", "Salary");
  book.transfer(payroll, shop, "23450.50", "Supplies");
  book.transfer(savings, shop, "1999.00", "Order 1001");
  book.transfer(shop, savings, "499.00", "Refund of order 1001");
  book.hold(savings, shop, "2500.00", "Order 1002, until it ships");
  book.open_team("Finance", "Closes the books");
  book.open_team("Support", "Answers customers");
}

}  // namespace sangam::apps
