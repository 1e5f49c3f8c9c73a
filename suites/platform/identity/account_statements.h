#pragma once

// The named statements of password resets and invitations. All run as sangam_auth.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

// $1 address -> the accounts behind it, each with the tenant where it was used last.
inline constexpr store::Statement kAccountsToReset{
    "platform.accounts.to_reset",
    "select distinct on (a.id) a.id as account_id, a.realm, u.tenant_id, u.id as user_id, u.name,"
    " a.email"
    " from platform.accounts a join platform.users u on u.account_id = a.id"
    " join platform.tenants t on t.number = u.tenant_id"
    " where a.email = $1 and u.status = 'active' and t.status in ('active', 'suspended', 'closed')"
    " order by a.id, t.status = 'active' desc, u.seen_at desc nulls last, u.tenant_id limit 4",
    store::Scope::platform};
// No row when the account has $7 tokens that are good already: nobody's mailbox is flooded.
inline constexpr store::Statement kInsertToken{
    "platform.account_tokens.insert",
    "insert into platform.account_tokens"
    " (token_hash, purpose, account_id, tenant_id, user_id, expires_at)"
    " select $1, 'password_reset', $2, $3, $4, $5 where"
    " (select count(*) from platform.account_tokens where account_id = $2 and expires_at > $6) < $7"
    " returning tenant_id",
    store::Scope::platform};
inline constexpr store::Statement kFindToken{
    "platform.account_tokens.find",
    "select k.account_id, a.realm, k.tenant_id, k.user_id, a.email, u.name"
    " from platform.account_tokens k join platform.accounts a on a.id = k.account_id"
    " join platform.users u on u.tenant_id = k.tenant_id and u.id = k.user_id"
    " where k.token_hash = $1 and k.purpose = 'password_reset' and k.expires_at > $2",
    store::Scope::platform};
inline constexpr store::Statement kUseToken{
    "platform.account_tokens.use",
    "delete from platform.account_tokens where token_hash = $1 returning tenant_id",
    store::Scope::platform};
inline constexpr store::Statement kDropTokens{
    "platform.account_tokens.drop", "delete from platform.account_tokens where account_id = $1",
    store::Scope::platform};
inline constexpr store::Statement kPruneTokens{
    "platform.account_tokens.prune", "delete from platform.account_tokens where expires_at < $1",
    store::Scope::platform};
// $3 now: what programs were given before is over.
inline constexpr store::Statement kSetPassword{
    "platform.accounts.set_password",
    "update platform.accounts set password_hash = $2, trusted_since = $3 where id = $1",
    store::Scope::platform};
inline constexpr store::Statement kDistrustAccount{
    "platform.accounts.distrust", "update platform.accounts set trusted_since = $2 where id = $1",
    store::Scope::platform};
// But $2.
inline constexpr store::Statement kEndAccountSessions{
    "platform.sessions.end_account",
    "delete from platform.sessions where account_id = $1 and id <> $2", store::Scope::platform};
// What an operator began as support.
inline constexpr store::Statement kEndSupportOfAccount{
    "platform.sessions.end_support_of_account",
    "delete from platform.sessions where impersonator in"
    " (select id from platform.users where account_id = $1)",
    store::Scope::platform};
// As whom sessions of account $1 act.
inline constexpr store::Statement kMembersOfAccount{
    "platform.users.of_account",
    "select tenant_id, id as user_id from platform.users where account_id = $1"
    " union select tenant_id, user_id from platform.sessions where impersonator in"
    " (select id from platform.users where account_id = $1)",
    store::Scope::platform};
inline constexpr store::Statement kFindOwnAccount{
    "platform.accounts.find_own",
    "select id as account_id, email, password_hash from platform.accounts"
    " where realm = 0 and email = $1",
    store::Scope::platform};
// Behind the user $2 of tenant $1.
inline constexpr store::Statement kFindAccountOf{
    "platform.accounts.find_of",
    "select a.id as account_id, a.realm, a.email, u.name, u.role from platform.accounts a"
    " join platform.users u on u.account_id = a.id where u.tenant_id = $1 and u.id = $2",
    store::Scope::platform};
inline constexpr store::Statement kLockAccountOf{
    "platform.accounts.lock_of",
    "select a.id as account_id, a.realm from platform.accounts a where a.id ="
    " (select u.account_id from platform.users u where u.tenant_id = $1 and u.id = $2) for update",
    store::Scope::platform};
inline constexpr store::Statement kSetAccountAddress{
    "platform.accounts.set_address", "update platform.accounts set email = $2 where id = $1",
    store::Scope::platform};
inline constexpr store::Statement kSetMemberAddress{
    "platform.users.set_address",
    "update platform.users set email = $3 where tenant_id = $1 and id = $2",
    store::Scope::platform};
inline constexpr store::Statement kInsertAccount{
    "platform.accounts.insert",
    "insert into platform.accounts (id, realm, email, password_hash, created_at)"
    " values ($1, $2, $3, $4, $5)",
    store::Scope::platform};
inline constexpr store::Statement kInsertMember{
    "platform.users.insert_member",
    "insert into platform.users (tenant_id, id, email, name, role, account_id, created_at)"
    " values ($1, $2, $3, $4, $5, $6, $7)",
    store::Scope::platform};

#define SANGAM_INVITATION_COLUMNS "id, email, role, invited_by, created_at, expires_at"

inline constexpr store::Statement kFindMember{
    "platform.users.by_address",
    "select id from platform.users where tenant_id = $1 and email = $2", store::Scope::platform};
inline constexpr store::Statement kForgetInvitation{
    "platform.invitations.forget",
    "delete from platform.invitations where tenant_id = $1 and email = $2", store::Scope::platform};
inline constexpr store::Statement kInsertInvitation{
    "platform.invitations.insert",
    "insert into platform.invitations (tenant_id, id, email, role, token_hash, invited_by,"
    " created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    store::Scope::platform};
inline constexpr store::Statement kFindInvitationEnd{
    "platform.invitations.end",
    "select expires_at from platform.invitations where tenant_id = $1 and id = $2",
    store::Scope::platform};
inline constexpr store::Statement kRenewInvitation{
    "platform.invitations.renew",
    "update platform.invitations set token_hash = $3, expires_at = $4"
    " where tenant_id = $1 and id = $2 returning " SANGAM_INVITATION_COLUMNS,
    store::Scope::platform};
inline constexpr store::Statement kDeleteInvitation{
    "platform.invitations.delete",
    "delete from platform.invitations where tenant_id = $1 and id = $2 returning id",
    store::Scope::platform};
inline constexpr store::Statement kFindInvitation{
    "platform.invitations.find",
    "select i.tenant_id, i.id, i.email, i.role, t.name as tenant_name, i.expires_at,"
    " coalesce(u.name, '') as inviter, exists (select from platform.accounts a where a.realm = 0"
    " and a.email = i.email) as has_account"
    " from platform.invitations i join platform.tenants t on t.number = i.tenant_id"
    " left join platform.users u on u.tenant_id = i.tenant_id and u.id = i.invited_by"
    " where i.token_hash = $1 and i.expires_at > $2 and t.status = 'active'",
    store::Scope::platform};

inline constexpr const store::Statement* kAccountStatements[] = {
    &kLockAccountOf,       &kSetAccountAddress, &kSetMemberAddress, &kAccountsToReset,
    &kInsertToken,         &kFindToken,         &kUseToken,         &kDropTokens,
    &kPruneTokens,         &kSetPassword,       &kDistrustAccount,  &kEndAccountSessions,
    &kEndSupportOfAccount, &kMembersOfAccount,  &kFindOwnAccount,   &kFindAccountOf,
    &kInsertAccount,       &kInsertMember,      &kFindMember,       &kInsertInvitation,
    &kForgetInvitation,    &kRenewInvitation,   &kDeleteInvitation, &kFindInvitation,
    &kFindInvitationEnd};

}  // namespace sangam::suites::platform
