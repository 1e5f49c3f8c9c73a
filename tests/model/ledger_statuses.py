"""Numbers of the ledger standard that the model uses: limits, flags, statuses, kinds of rows."""

MAX = 2**63 - 1
ID_MAX = 2**128 - 1
REFERENCE_MAX = 140
CHAIN_MAX = 1024
SECOND = 10**9

LINKED, PENDING, POST, VOID, BALANCING_DEBIT, BALANCING_CREDIT, CLOSING_DEBIT, CLOSING_CREDIT = (
    1 << bit for bit in range(8))
DEBITS_LIMITED, CREDITS_LIMITED, CLOSED = 2, 4, 32
ACCOUNT_FLAGS = LINKED | DEBITS_LIMITED | CREDITS_LIMITED | CLOSED

CREATED = 2**32 - 1
TRANSFER_STATUS = dict(
    created=CREATED, linked_event_failed=1, linked_event_chain_open=2, linked_chain_too_long=1002,
    reserved_flag=4, amount_must_not_be_negative=1003, reference_too_long=1004,
    id_must_not_be_zero=5, id_must_not_be_int_max=6, id_is_reserved=1005,
    exists_with_different_flags=36, exists_with_different_pending_id=40,
    exists_with_different_timeout=44, exists_with_different_debit_account_id=37,
    exists_with_different_credit_account_id=38, exists_with_different_amount=39,
    exists_with_different_user_data_128=41, exists_with_different_user_data_64=42,
    exists_with_different_user_data_32=43, exists_with_different_ledger=67,
    exists_with_different_code=45, exists_with_different_reference=1001, exists=46,
    id_already_failed=68, flags_are_mutually_exclusive=7, debit_account_id_must_not_be_zero=8,
    debit_account_id_must_not_be_int_max=9, credit_account_id_must_not_be_zero=10,
    credit_account_id_must_not_be_int_max=11, accounts_must_be_different=12,
    pending_id_must_be_zero=13, pending_id_must_not_be_zero=14, pending_id_must_not_be_int_max=15,
    pending_id_must_be_different=16, timeout_reserved_for_pending_transfer=17,
    closing_transfer_must_be_pending=64, code_must_not_be_zero=20, debit_account_not_found=21,
    credit_account_not_found=22, accounts_must_have_the_same_ledger=23,
    transfer_must_have_the_same_ledger_as_accounts=24, pending_transfer_not_found=25,
    pending_transfer_not_pending=26, pending_transfer_has_different_debit_account_id=27,
    pending_transfer_has_different_credit_account_id=28, pending_transfer_has_different_ledger=29,
    pending_transfer_has_different_code=30, exceeds_pending_transfer_amount=31,
    pending_transfer_has_different_amount=32, pending_transfer_already_posted=33,
    pending_transfer_already_voided=34, pending_transfer_expired=35,
    debit_account_already_closed=65, credit_account_already_closed=66,
    overflows_debits_pending=47, overflows_credits_pending=48, overflows_debits_posted=49,
    overflows_credits_posted=50, overflows_debits=51, overflows_credits=52, overflows_timeout=53,
    exceeds_credits=54, exceeds_debits=55)
ACCOUNT_STATUS = dict(
    created=CREATED, linked_event_failed=1, linked_event_chain_open=2, linked_chain_too_long=1002,
    reserved_flag=5, id_must_not_be_zero=6, id_must_not_be_int_max=7,
    exists_with_different_flags=15, exists_with_different_user_data_128=16,
    exists_with_different_user_data_64=17, exists_with_different_user_data_32=18,
    exists_with_different_ledger=19, exists_with_different_code=20,
    exists_with_different_overdraft_limit=1011, exists=21, flags_are_mutually_exclusive=8,
    ledger_must_not_be_zero=13, code_must_not_be_zero=14,
    overdraft_limit_must_not_be_negative=1012, overdraft_limit_needs_debit_limit=1013,
    ledger_not_found=1014)
TRANSIENT = {
    'debit_account_not_found', 'credit_account_not_found', 'pending_transfer_not_found',
    'exceeds_credits', 'exceeds_debits', 'debit_account_already_closed',
    'credit_account_already_closed'}
KIND = dict(transfer=0, hold=1, post=2, void=3, expiry=4)
