#include "kernel/http/target.h"
#include "suites/platform/scim/attribute.h"

namespace sangam::suites::platform::scim {

namespace {

using enum AttributeType;

constexpr Attribute kNameParts[] = {
    {.name = "formatted", .description = "The whole name, as it is shown"},
    {.name = "familyName", .description = "The family name"},
    {.name = "givenName", .description = "The given name"},
    {.name = "middleName", .description = "Middle names"},
};

constexpr Attribute kPrimary{.name = "primary",
                             .description = "Whether it is the preferred one; true for one only",
                             .type = boolean};

constexpr Attribute kEmailParts[] = {
    {.name = "value", .description = "The address"},
    {.name = "display", .description = "What is shown"},
    {.name = "type", .description = "What it is for", .canonical = "work home other"},
    kPrimary,
};

constexpr Attribute kPhoneParts[] = {
    {.name = "value", .description = "The number"},
    {.name = "display", .description = "What is shown"},
    {.name = "type",
     .description = "What it is for",
     .canonical = "work home mobile fax pager other"},
    kPrimary,
};

constexpr Attribute kAddressParts[] = {
    {.name = "formatted", .description = "The whole address, as it is written on a letter"},
    {.name = "streetAddress", .description = "Street and number"},
    {.name = "locality", .description = "Town"},
    {.name = "region", .description = "State or region"},
    {.name = "postalCode", .description = "Postal code"},
    {.name = "country", .description = "Country, by its code of ISO 3166-1"},
    {.name = "type", .description = "What it is for", .canonical = "work home other"},
    kPrimary,
};

constexpr Attribute kGroupOfUserParts[] = {
    {.name = "value",
     .description = "The group's id",
     .case_exact = true,
     .mutability = Mutability::read_only},
    {.name = "$ref",
     .description = "Where the group is",
     .type = reference,
     .case_exact = true,
     .mutability = Mutability::read_only,
     .refers_to = "Group"},
    {.name = "display", .description = "The group's name", .mutability = Mutability::read_only},
    {.name = "type",
     .description = "How somebody came to be in it: always direct",
     .mutability = Mutability::read_only,
     .canonical = "direct"},
};

constexpr Attribute kUserAttributes[] = {
    {.name = "userName",
     .description = "By which the directory knows the user",
     .required = true,
     .uniqueness = Uniqueness::server},
    {.name = "name", .description = "The parts of the name", .type = complex, .parts = kNameParts},
    {.name = "displayName", .description = "The name, as it is shown to people"},
    {.name = "nickName", .description = "How people call them"},
    {.name = "title", .description = "What they are in the organisation"},
    {.name = "userType", .description = "How they belong to the organisation"},
    {.name = "preferredLanguage", .description = "Languages they read, as in Accept-Language"},
    {.name = "locale", .description = "For figures and dates"},
    {.name = "timezone", .description = "Of the IANA database"},
    {.name = "active",
     .description = "Whether they may sign in; false ends every session within a second",
     .type = boolean},
    {.name = "emails",
     .description = "Addresses; the primary one is shown and invited",
     .type = complex,
     .multi_valued = true,
     .parts = kEmailParts},
    {.name = "phoneNumbers",
     .description = "Telephone numbers",
     .type = complex,
     .multi_valued = true,
     .parts = kPhoneParts},
    {.name = "addresses",
     .description = "Postal addresses",
     .type = complex,
     .multi_valued = true,
     .parts = kAddressParts},
    {.name = "groups",
     .description = "The groups they are in; changed through the groups",
     .type = complex,
     .multi_valued = true,
     .mutability = Mutability::read_only,
     .parts = kGroupOfUserParts},
};

constexpr Attribute kManagerParts[] = {
    {.name = "value", .description = "The manager's id", .case_exact = true},
    {.name = "$ref",
     .description = "Where the manager is",
     .type = reference,
     .case_exact = true,
     .refers_to = "User"},
};

constexpr Attribute kEnterpriseAttributes[] = {
    {.name = "employeeNumber", .description = "The number that the employer gave them"},
    {.name = "costCenter", .description = "Who pays"},
    {.name = "organization", .description = "The organisation"},
    {.name = "division", .description = "The division"},
    {.name = "department", .description = "The department"},
    {.name = "manager", .description = "Who leads them", .type = complex, .parts = kManagerParts},
};

constexpr Extension kEnterprise{
    .schema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    .name = "EnterpriseUser",
    .description = "What employers keep of a user",
    .attributes = kEnterpriseAttributes,
};

constexpr Attribute kMemberParts[] = {
    {.name = "value",
     .description = "The user's id",
     .case_exact = true,
     .mutability = Mutability::immutable},
    {.name = "$ref",
     .description = "Where the user is",
     .type = reference,
     .case_exact = true,
     .mutability = Mutability::immutable,
     .refers_to = "User"},
    {.name = "type",
     .description = "What the member is: always a user",
     .mutability = Mutability::immutable,
     .canonical = "User"},
};

constexpr Attribute kGroupAttributes[] = {
    {.name = "displayName",
     .description = "The team's name; no two are alike, whatever their case",
     .required = true,
     .uniqueness = Uniqueness::server},
    {.name = "members",
     .description = "Who is in it",
     .type = complex,
     .multi_valued = true,
     .parts = kMemberParts,
     .values_most = 10'000},
};

constexpr Attribute kMetaParts[] = {
    {.name = "resourceType",
     .description = "User or Group",
     .case_exact = true,
     .mutability = Mutability::read_only},
    {.name = "created",
     .description = "When it was made",
     .type = date_time,
     .mutability = Mutability::read_only},
    {.name = "lastModified",
     .description = "When it was changed last",
     .type = date_time,
     .mutability = Mutability::read_only},
    {.name = "location",
     .description = "Where it is",
     .type = reference,
     .case_exact = true,
     .mutability = Mutability::read_only},
    {.name = "version",
     .description = "Its entity tag",
     .case_exact = true,
     .mutability = Mutability::read_only},
};

constexpr Attribute kCommonAttributes[] = {
    {.name = "schemas",
     .description = "What describes the resource",
     .type = reference,
     .multi_valued = true,
     .case_exact = true,
     .mutability = Mutability::read_only,
     .returned = Returned::always},
    {.name = "id",
     .description = "By which we know it",
     .case_exact = true,
     .mutability = Mutability::read_only,
     .returned = Returned::always,
     .uniqueness = Uniqueness::server},
    {.name = "externalId", .description = "By which the directory knows it", .case_exact = true},
    {.name = "meta",
     .description = "Of the resource itself",
     .type = complex,
     .mutability = Mutability::read_only,
     .parts = kMetaParts},
};

}  // namespace

constinit const ResourceKind kUserKind{
    .name = "User",
    .endpoint = "/Users",
    .schema = "urn:ietf:params:scim:schemas:core:2.0:User",
    .description = "A member of the tenant",
    .attributes = kUserAttributes,
    .extension = &kEnterprise,
};

constinit const ResourceKind kGroupKind{
    .name = "Group",
    .endpoint = "/Groups",
    .schema = "urn:ietf:params:scim:schemas:core:2.0:Group",
    .description = "A team of the tenant",
    .attributes = kGroupAttributes,
};

std::span<const Attribute> common_attributes() noexcept { return kCommonAttributes; }

const Attribute* find_attribute(std::span<const Attribute> attributes,
                                std::string_view name) noexcept {
  for (const auto& attribute : attributes)
    if (http::equal_ignoring_case(attribute.name, name)) return &attribute;
  return nullptr;
}

}  // namespace sangam::suites::platform::scim
