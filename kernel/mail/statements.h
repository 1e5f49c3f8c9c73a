#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::mail {

using store::Scope;
using store::Statement;

// $2 id, $3 kind, $4 recipient, $5 recipient_name, $6 subject, $7 text, $8 html (NULL: none),
// $9 capture, $10 queued_at.
inline constexpr Statement kQueue{
    "mail.queue",
    "insert into kernel.mails (tenant_id, id, kind, recipient, recipient_name, subject, text, html,"
    " capture, queued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

// A mail is queued as long as done_at is null. Statements of a tenant say it so, because saying
// state = 'queued' would let PostgreSQL go through the index of all tenants' mails that are due.

// Takes the mail $2 if it is due: for $3 nanoseconds nobody else may -> what is to be sent.
inline constexpr Statement kTake{
    "mail.take",
    "update kernel.mails set tries = tries + 1, next_try_at = kernel.now_nanoseconds() + $3"
    " where tenant_id = $1 and id = $2 and done_at is null"
    " and next_try_at <= kernel.now_nanoseconds()"
    " returning id, recipient, recipient_name, subject, coalesce(text, '') as text,"
    " coalesce(html, '') as html, capture, tries, queued_at"};

// The server has the mail $2, or it was captured: $3 state, $4 answer. Texts of sent mail go.
inline constexpr Statement kEnd{
    "mail.end",
    "update kernel.mails set state = $3, answer = $4, done_at = kernel.now_nanoseconds(),"
    " text = case when $3 = 'sent' then null else text end,"
    " html = case when $3 = 'sent' then null else html end"
    " where tenant_id = $1 and id = $2 and done_at is null"};

// The mail $2 waits $3 nanoseconds: $4 answer.
inline constexpr Statement kDefer{
    "mail.defer",
    "update kernel.mails set next_try_at = kernel.now_nanoseconds() + $3, answer = $4"
    " where tenant_id = $1 and id = $2 and done_at is null"};

// Queues the mail $2 once more, if it failed.
inline constexpr Statement kRetry{
    "mail.retry",
    "update kernel.mails set state = 'queued', tries = 0, done_at = null,"
    " next_try_at = kernel.now_nanoseconds()"
    " where tenant_id = $1 and id = $2 and state = 'failed'"};

// The relay's: mails that are due, at most $1 -> tenant_id, id.
inline constexpr Statement kDue{
    "mail.due",
    "select tenant_id, id from kernel.mails where state = 'queued'"
    " and next_try_at <= kernel.now_nanoseconds() order by next_try_at limit $1",
    Scope::platform};

// The relay's: forgets up to $1 mails that were done $2 nanoseconds ago.
inline constexpr Statement kForget{
    "mail.forget",
    "delete from kernel.mails where ctid = any (array("
    "select m.ctid from kernel.mails m where m.done_at < kernel.now_nanoseconds() - $2"
    " order by m.done_at limit $1))",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {&kQueue, &kTake, &kEnd,   &kDefer,
                                                   &kRetry, &kDue,  &kForget};

}  // namespace sangam::mail
