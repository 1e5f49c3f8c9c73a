"""The Core Rule Set's own regression tests, and what is no message at all, before our firewall program."""

import os
import struct

import pytest
from core_rules import FIXTURES, PROGRAM, Firewall, message, run_all, text

SHARE = 0.95


@pytest.fixture
def firewall():
    if not os.access(PROGRAM, os.X_OK):
        pytest.fail(f"{PROGRAM} is missing: tools/build.sh dev all")
    firewall = Firewall("--as-shipped")
    yield firewall
    firewall.close()


def test_most_of_the_regression_tests_pass(firewall):
    if not os.path.isdir(FIXTURES):
        pytest.skip("the crs fixtures are missing")
    passed, failed = run_all(firewall)
    share = passed / (passed + len(failed))
    print(f"\nCore Rule Set: {passed} of {passed + len(failed)} regression tests pass, {share:.1%};"
          f" others: {' '.join(failed)}")
    assert passed + len(failed) > 2_000 and share >= SHARE


def test_what_is_no_message_is_answered_and_forgotten(firewall):
    """A server that is newer than its firewall must not end it."""
    firewall.process.stdin.write(text(b"nonsense"))
    firewall.process.stdin.flush()
    assert firewall.read(4) == struct.pack(">I", 0)
    assert firewall.judge(message("GET", "/", "1.1", [("Host", "a.example")], b""))[0] is False
