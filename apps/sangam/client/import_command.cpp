#include "apps/sangam/client/import_command.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <sstream>

#include "apps/sangam/client/json_client.h"
#include "apps/sangam/client/progress_bar.h"
#include "base/command_line/command_line.h"

namespace sangam::apps::client {

namespace {

namespace json = boost::json;

struct ImportOptions {
  ServerOptions server;
  std::string kind;
  std::string file;
  std::string setup;     // transfers: ledgers and accounts to open first
  std::string rejected;  // where the refused lines go
  bool open_accounts = false;
  bool specimen = false;
};

// SHA-256 of a file, in hexadecimal.
std::string hash_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw ClientError("cannot read " + path);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  unsigned char digest[32];
  EVP_DigestFinal_ex(context.get(), digest, nullptr);
  std::string text;
  for (const auto byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::string text_of(const json::value& value, const char* name) {
  return std::string(value.as_object().at(name).as_string());
}

// Opens what setup.json names; what is there already stays.
void set_up(JsonClient& client, const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  const auto setup = json::parse(text.str());
  std::map<std::string, std::string> ledgers;
  const std::string prefix = "setup-" + hash_of(path).substr(0, 16) + "-";
  for (const auto& ledger : setup.at("ledgers").as_array()) {
    const auto key = text_of(ledger, "key");
    auto body = ledger.as_object();
    body.erase("key");
    ledgers[key] = text_of(client.post("/ledger/ledgers", body, prefix + key), "id");
  }
  const auto& accounts = setup.at("accounts").as_array();
  ProgressBar bar;
  std::int64_t done = 0;
  for (const auto& account : accounts) {
    auto body = account.as_object();
    const auto ledger = text_of(account, "ledger");
    body["ledger"] = ledgers.at(ledger);
    client.post("/ledger/accounts", body, prefix + ledger + "-" + text_of(account, "reference"));
    bar.show("Opening accounts ", ++done, static_cast<std::int64_t>(accounts.size()));
  }
  bar.end();
}

std::string target_of(const ImportOptions& options) {
  const auto name = options.file.substr(options.file.rfind('/') + 1);
  std::string encoded;
  for (const unsigned char c : name) {
    const bool plain = std::isalnum(c) || c == '.' || c == '-' || c == '_';
    if (plain) encoded += static_cast<char>(c);
    else encoded.append("%").append({"0123456789ABCDEF"[c >> 4], "0123456789ABCDEF"[c & 15]});
  }
  if (options.kind == "transfers") return "/ledger/imports?name=" + encoded;
  return "/ledger/imports/pain001?name=" + encoded +
         (options.open_accounts ? "&open_accounts=true" : "") +
         (options.specimen ? "&specimen=true" : "");
}

json::value upload(JsonClient& client, const ImportOptions& options) {
  auto in = std::make_shared<std::ifstream>(options.file, std::ios::binary | std::ios::ate);
  if (!*in) throw ClientError("cannot read " + options.file);
  const auto size = static_cast<std::int64_t>(in->tellg());
  in->seekg(0);
  auto bar = std::make_shared<ProgressBar>();
  ClientRequest request;
  request.method = "POST";
  request.headers = {
      "Content-Type: " +
          std::string(options.kind == "transfers" ? "application/x-ndjson" : "application/xml"),
      "Idempotency-Key: file-" + hash_of(options.file) + (options.open_accounts ? "-open" : "") +
          (options.specimen ? "-specimen" : "")};
  request.read_body = [in, bar, size, sent = std::int64_t{0}](char* buffer,
                                                              std::size_t room) mutable {
    in->read(buffer, static_cast<std::streamsize>(room));
    sent += in->gcount();
    bar->show("Sending          ", sent, size);
    return static_cast<std::size_t>(in->gcount());
  };
  const auto reply = client.send(std::move(request), target_of(options));
  bar->end();
  return json::parse(reply.body);
}

json::value follow(JsonClient& client, json::value import) {
  const auto path = "/ledger/imports/" + text_of(import, "id");
  ProgressBar bar;
  std::mutex mutex;
  std::condition_variable never;
  for (;;) {
    bar.show("Importing        ", import.at("lines_done").as_int64(),
             import.at("lines_total").as_int64());
    if (text_of(import, "state") != "running") break;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(200));
    import = client.get(path);
  }
  bar.end();
  return import;
}

void save_rejected(JsonClient& client, const ImportOptions& options, const json::value& import) {
  const auto path = options.rejected.empty() ? options.file + ".rejected.ndjson" : options.rejected;
  std::ofstream out(path, std::ios::binary);
  ClientRequest request;
  request.method = "GET";
  request.write_body = [&out](std::string_view piece, std::int64_t) {
    out << piece;
    return out.good();
  };
  client.send(std::move(request), "/ledger/imports/" + text_of(import, "id") + "/rejected");
  out.close();
  if (!out) throw ClientError("cannot write " + path);
  std::cerr << "Refused lines are in " << path << "\n";
}

void run_import(const ImportOptions& options) {
  JsonClient client(options.server);
  if (!options.setup.empty()) set_up(client, options.setup);
  auto import = upload(client, options);
  if (const auto* warnings = import.as_object().if_contains("warnings"))
    for (const auto& warning : warnings->as_array())
      std::cerr << "warning: " << std::string_view(warning.as_string()) << "\n";
  import = follow(client, std::move(import));
  std::cout << "import " << text_of(import, "id") << " " << text_of(import, "state") << ": "
            << import.at("created").as_int64() << " created, " << import.at("exists").as_int64()
            << " existed, " << import.at("refused").as_int64() << " refused of "
            << import.at("lines_total").as_int64() << " lines\n";
  if (import.at("refused").as_int64() > 0) save_rejected(client, options, import);
  if (text_of(import, "state") != "done")
    throw ClientError("the import is " + text_of(import, "state"));
}

command_line::Command add_kind(command_line::Command& command, const std::string& kind,
                               const std::string& help,
                               const std::shared_ptr<ImportOptions>& options) {
  auto sub = command.subcommand(kind, help);
  sub.option("FILE", options->file, "The file").required().existing_file();
  sub.option("--url", options->server.url, "Server; SANGAM_URL unless given");
  sub.option("--key", options->server.key, "API key; SANGAM_API_KEY unless given");
  sub.option("--data", options->server.data, "Data folder with a demo.json");
  sub.option("--profile", options->server.profile, "Profile; the current one unless said");
  sub.option("--rejected", options->rejected, "Where refused lines go");
  sub.action([kind, options] {
    options->kind = kind;
    run_import(*options);
  });
  return sub;
}

}  // namespace

void add_import_command(command_line::Command& program) {
  auto command = program.subcommand("import", "Import a file into the ledger");
  command.group("Working with a server");
  command.require_subcommand();
  auto options = std::make_shared<ImportOptions>();
  add_kind(command, "transfers", "A file of transfers, one JSON object a line", options)
      .option("--setup", options->setup, "Ledgers and accounts to open first")
      .existing_file();
  auto message =
      add_kind(command, "pain001", "A customer credit transfer initiation (ISO 20022)", options);
  message.flag("--open-accounts", options->open_accounts,
               "Open missing ledgers and accounts, named by their IBANs");
  message.flag("--specimen", options->specimen,
               "Let invented IBANs and a wrong count pass, with a warning");
}

}  // namespace sangam::apps::client
