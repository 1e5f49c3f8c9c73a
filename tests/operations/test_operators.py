"""The first people of an installation that has no demo."""

import os
import pty
import subprocess

import pytest
from bank import Bank, sign_in
from client import Problem
from server import PROGRAM

PASSWORD = "a password for operators"


def add(installation, data, email="first@example.com", password=PASSWORD):
    return installation.try_to("operator", "add", "--data", data, "--email", email,
                               "--name", "First Operator", given=password + "\n")


def test_an_operator_makes_the_first_tenant(installation):
    server = installation.serve(demo=False, fresh=True)
    made = add(installation, server.data)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("operator usr_")
    operator = sign_in(server.url, "first@example.com", PASSWORD)
    assert operator.session["role"] == "operator"
    assert operator.session["tenant"]["slug"] == "platform"
    bank = Bank(operator)
    bank.fund(bank.cash, "1.00")
    assert bank.balance(bank.cash) == "1.00"
    tenants = operator.platform_tenants_list()["items"]
    assert [tenant["slug"] for tenant in tenants] == [bank.slug]


def test_it_works_while_the_server_is_stopped(installation):
    server = installation.serve(demo=False)
    assert server.stop() == 0
    assert add(installation, server.data).returncode == 0
    server = installation.serve(demo=False)
    assert sign_in(server.url, "first@example.com", PASSWORD).session["role"] == "operator"


def test_a_schema_of_another_age_is_refused(installation):
    data = installation.path("fresh")
    refused = add(installation, data)
    assert refused.returncode == 1
    assert "sangam migrate" in refused.stderr
    installation.run("migrate", "--data", data)
    assert add(installation, data).returncode == 0


def test_what_is_wrong_is_said(installation):
    server = installation.serve(demo=False)
    assert add(installation, server.data).returncode == 0
    again = add(installation, server.data, email="FIRST@example.com")
    assert (again.returncode, "is an operator already" in again.stderr) == (1, True)
    short = add(installation, server.data, email="second@example.com", password="short")
    assert (short.returncode, "the password" in short.stderr) == (1, True)
    assert add(installation, server.data, email="nobody").returncode != 0
    assert PASSWORD not in server.log_text()
    with pytest.raises(Problem) as problem:
        sign_in(server.url, "second@example.com", "short password")
    assert problem.value.status == 401


def type_at_terminal(arguments, answers):
    """Runs a command on a terminal; returns its exit code and everything the terminal showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(arguments, stdin=theirs, stdout=theirs, stderr=theirs,
                          start_new_session=True) as process:
        os.close(theirs)
        shown = b""
        waiting = list(answers)
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            shown += piece
            if waiting and shown.endswith(b": "):
                os.write(ours, waiting.pop(0).encode() + b"\n")
        code = process.wait()
    os.close(ours)
    return code, shown.decode()


def test_a_terminal_does_not_show_the_password(installation):
    server = installation.serve(demo=False)
    command = [PROGRAM, "operator", "add", "--data", server.data, "--email", "first@example.com",
               "--name", "First Operator"]
    code, shown = type_at_terminal(command, [PASSWORD, "another password"])
    assert (code, "not the same" in shown) == (1, True)
    code, shown = type_at_terminal(command, [PASSWORD, PASSWORD])
    assert code == 0, shown
    assert PASSWORD not in shown
    assert sign_in(server.url, "first@example.com", PASSWORD).session["role"] == "operator"
