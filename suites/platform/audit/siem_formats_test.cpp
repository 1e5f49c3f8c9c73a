#include "suites/platform/audit/siem_formats.h"

#include <gtest/gtest.h>

#include "kernel/api/json_document.h"

namespace sangam::suites::platform {
namespace {

NumberedEntry sample() {
  return {.number = 5,
          .entry = {.id = {{1}},
                    .at = {1'769'851'800'123'000'000},
                    .actor = "usr_1",
                    .actor_kind = "user",
                    .operation = "users.add",
                    .request_id = "req|1\\2=3",
                    .target = "=HYPERLINK(\"x\")",
                    .outcome = "refused",
                    .detail = "a\nb"}};
}

std::string written(void (*append)(const NumberedEntry&, std::string&)) {
  std::string out;
  append(sample(), out);
  return out;
}

TEST(SiemFormats, CsvIsQuotedAndHarmless) {
  EXPECT_EQ(written(append_csv),
            "5,evt_01000000000000000000000000,2026-01-31T09:30:00.123Z,\"usr_1\",\"user\","
            "\"users.add\",\"req|1\\2=3\",\"'=HYPERLINK(\"\"x\"\")\",\"refused\",\"a\nb\"\r\n");
}

TEST(SiemFormats, CefEscapesWhatHasAMeaning) {
  EXPECT_EQ(written(append_cef),
            "CEF:0|Sangam|sangam|1|users.add|users.add|6|rt=1769851800123"
            " externalId=evt_01000000000000000000000000 suid=usr_1 act=users.add outcome=refused"
            " cs1Label=actorKind cs1=user cs2Label=requestId cs2=req|1\\\\2\\=3"
            " cs3Label=target cs3=\\=HYPERLINK(\"x\") cs4Label=detail cs4=a\\nb"
            " cn1Label=number cn1=5\n");
}

TEST(SiemFormats, OcsfIsOneObjectOfItsClass) {
  const auto line = written(append_ocsf);
  EXPECT_TRUE(api::JsonDocument::parse(line).has_value());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  for (const char* part :
       {"\"class_uid\":6003", "\"activity_id\":1", "\"type_uid\":600301", "\"status_id\":2",
        "\"time\":1769851800123", "\"sequence\":5", "\"uid\":\"usr_1\"", "\"version\":\"1.3.0\""})
    EXPECT_NE(line.find(part), std::string::npos) << part;
  auto other = sample();
  other.entry.operation = "ledger.holds.void";
  std::string text;
  append_ocsf(other, text);
  EXPECT_NE(text.find("\"activity_id\":99"), std::string::npos);
  EXPECT_NE(text.find("\"activity_name\":\"void\""), std::string::npos);
}

}  // namespace
}  // namespace sangam::suites::platform
