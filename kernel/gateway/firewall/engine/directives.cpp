#include "kernel/gateway/firewall/engine/directives.h"

namespace sangam::gateway::firewall {

namespace {

// Bodies of a thousand leaves cost 80 ms at most; expressions that backtrack are given up.
constexpr std::string_view kEngine = R"(
SecRuleEngine On
SecRequestBodyAccess On
SecResponseBodyAccess Off
SecRequestBodyLimit 1048576
SecRequestBodyNoFilesLimit 1048576
SecRequestBodyLimitAction ProcessPartial
SecRequestBodyJsonDepthLimit 64
SecArgumentsLimit 1000
SecPcreMatchLimit 100000
SecPcreMatchLimitRecursion 100000
SecArgumentSeparator &
SecCookieFormat 0
SecAuditEngine Off
SecDebugLogLevel 0
SecDefaultAction "phase:1,log,auditlog,pass"
SecDefaultAction "phase:2,log,auditlog,pass"
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" \
    "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/(?:[a-z0-9.-]+\+)?json" \
    "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecAction "id:900990,phase:1,nolog,pass,t:none,setvar:tx.crs_setup_version=334"
)";

// What clients of Sangam send every day.
constexpr std::string_view kOurs = R"(
SecAction "id:900200,phase:1,nolog,pass,t:none,\
setvar:'tx.allowed_methods=GET HEAD POST PUT PATCH DELETE OPTIONS'"
SecAction "id:900220,phase:1,nolog,pass,t:none,\
setvar:'tx.allowed_request_content_type=|application/x-www-form-urlencoded| |multipart/form-data| \
|text/xml| |application/xml| |application/soap+xml| |application/json| |application/scim+json| \
|application/cloudevents+json| |application/x-ndjson| |application/octet-stream| |text/csv| \
|application/offset+octet-stream| |text/plain| |application/jwt|'"
SecRule REQBODY_ERROR "!@eq 0" \
    "id:200002,phase:2,t:none,log,auditlog,deny,status:400,msg:'The body cannot be parsed'"
)";

// What the rule set's own regression tests presume.
constexpr std::string_view kAsShipped = R"(
SecAction "id:900300,phase:1,nolog,pass,t:none,setvar:tx.max_num_args=255"
SecAction "id:900310,phase:1,nolog,pass,t:none,setvar:tx.arg_name_length=100"
SecAction "id:900320,phase:1,nolog,pass,t:none,setvar:tx.arg_length=400"
SecAction "id:900330,phase:1,nolog,pass,t:none,setvar:tx.total_arg_length=64000"
SecAction "id:900340,phase:1,nolog,pass,t:none,setvar:tx.max_file_size=64100"
SecAction "id:900350,phase:1,nolog,pass,t:none,setvar:tx.combined_file_sizes=65535"
SecAction "id:900950,phase:1,nolog,pass,t:none,setvar:tx.crs_validate_utf8_encoding=1"
)";

std::string set_variable(int id, const std::string& name, int value) {
  return "SecAction \"id:" + std::to_string(id) + ",phase:1,nolog,pass,t:none,setvar:tx." + name +
         "=" + std::to_string(value) + "\"\n";
}

}  // namespace

std::string directives(const RuleEngineSettings& settings) {
  std::string text(kEngine);
  text += set_variable(900000, "paranoia_level", settings.paranoia);
  text += set_variable(900110, "inbound_anomaly_score_threshold", settings.threshold);
  text += settings.as_shipped ? kAsShipped : kOurs;
  return text;
}

}  // namespace sangam::gateway::firewall
