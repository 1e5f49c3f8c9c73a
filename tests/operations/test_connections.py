"""A server that would run out of database sessions does not start."""

import os

import pytest

URL = "host={data}/postgres/socket dbname=sangam"


def test_a_database_with_too_few_sessions_is_refused(installation):
    first = installation.serve(demo=False, options=["--threads", "1", "--lanes", "1"])
    url = URL.format(data=first.data)
    with pytest.raises(RuntimeError) as refused:
        installation.serve("second", demo=False, fresh=True,
                           options=["--database-url", url, "--threads", "4", "--lanes", "1"])
    assert "allows 41 sessions and this server needs 95" in str(refused.value)
    assert not os.path.exists(installation.path("second", "data", "postgres"))


def test_more_threads_than_any_database_serves_are_refused(installation):
    with pytest.raises(RuntimeError) as refused:
        installation.serve(demo=False, fresh=True, options=["--threads", "1000"])
    assert "lower --threads or --lanes" in str(refused.value)
