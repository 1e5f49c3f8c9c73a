"""Repeating a request with the same key does its work once."""

import threading

import pytest

from bank import PASSWORD, money, new_id
from client import Problem


def add_user(client, email, key, name="Person"):
    return client.users_add(email=email, name=name, password=PASSWORD, role="member",
                            idempotency_key=key)


def test_a_repeated_command_gets_the_first_reply(tenant):
    email = f"one@{tenant.slug}.example"
    first = add_user(tenant.owner, email, "key-1")
    second = add_user(tenant.owner, email, "key-1")
    assert first.status == second.status == 201
    assert dict(first) == dict(second)
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    emails = [user["email"] for user in tenant.owner.users_list()["items"]]
    assert emails.count(email) == 1


def test_the_same_key_with_another_body_is_refused(tenant):
    email = f"one@{tenant.slug}.example"
    add_user(tenant.owner, email, "key-1")
    with pytest.raises(Problem) as caught:
        add_user(tenant.owner, email, "key-1", name="Somebody else")
    assert (caught.value.status, caught.value.code) == (422, "idempotency_mismatch")


def test_without_a_key_the_work_is_done_again(tenant):
    email = f"one@{tenant.slug}.example"
    add_user(tenant.owner, email, None)
    with pytest.raises(Problem) as caught:
        add_user(tenant.owner, email, None)
    assert (caught.value.status, caught.value.faults) == (409, [("/email", "taken")])


def test_a_failed_command_keeps_no_reply(tenant):
    email = f"one@{tenant.slug}.example"
    add_user(tenant.owner, email, None)
    with pytest.raises(Problem):
        add_user(tenant.owner, email, "key-1")
    done = add_user(tenant.owner, f"two@{tenant.slug}.example", "key-1")
    assert done.status == 201 and "Idempotent-Replayed" not in done.headers


def test_keys_belong_to_principal_and_operation(tenant):
    other, _ = tenant.key_client(role="admin")
    add_user(tenant.owner, f"one@{tenant.slug}.example", "same")
    done = add_user(other, f"two@{tenant.slug}.example", "same")
    assert done.status == 201 and "Idempotent-Replayed" not in done.headers


def test_concurrent_requests_with_one_key_do_the_work_once(tenant):
    """Hashing a password takes a while, so the requests meet: one wins, others are told to wait or get
    the winner's reply."""
    email = f"one@{tenant.slug}.example"
    outcomes = []
    start = threading.Barrier(8)

    def run():
        client = tenant.owner.copy()
        start.wait()
        try:
            outcomes.append(add_user(client, email, "key-1").status)
        except Problem as problem:
            outcomes.append((problem.status, problem.code))
        finally:
            client.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(201) >= 1
    assert set(outcomes) <= {201, (409, "idempotency_conflict")}
    emails = [user["email"] for user in tenant.owner.users_list()["items"]]
    assert emails.count(email) == 1


def test_a_repeated_transfer_moves_once(bank):
    arguments = {"debit_account": bank.source, "credit_account": bank.cash,
                 "amount": money("5.00"), "idempotency_key": "pay-1"}
    first = bank.api.ledger_transfers_create(**arguments)
    second = bank.api.ledger_transfers_create(**arguments)
    assert (first.status, second.status) == (201, 200)
    assert first["id"] == second["id"]
    assert bank.balance(bank.cash) == "5.00"


def test_a_repeated_transfer_id_moves_once(bank):
    transfer = new_id("trf")
    first = bank.transfer(bank.source, bank.cash, "5.00", id=transfer)
    second = bank.transfer(bank.source, bank.cash, "5.00", id=transfer)
    assert (first.status, second.status) == (201, 200)
    assert first["id"] == second["id"] == transfer
    assert first["timestamp"] == second["timestamp"]
    assert bank.balance(bank.cash) == "5.00"


def test_a_repeated_batch_moves_once(bank):
    transfers = [{"debit_account": bank.source, "credit_account": bank.cash,
                  "amount": money("1.00")} for _ in range(10)]
    first = bank.api.ledger_transfers_create_batch(transfers=transfers, idempotency_key="b")
    second = bank.api.ledger_transfers_create_batch(transfers=transfers, idempotency_key="b")
    assert (first["created"], second["created"], second["exists"]) == (10, 0, 10)
    assert bank.balance(bank.cash) == "10.00"
