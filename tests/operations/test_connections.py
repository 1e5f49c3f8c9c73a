"""A server that would run out of database sessions does not start."""

import os
import re

import pytest

URL = "host={data}/postgres/socket dbname=sangam"


def test_a_database_with_too_few_sessions_is_refused(installation):
    first = installation.serve(demo=False, options=["--threads", "1", "--lanes", "1"])
    url = URL.format(data=first.data)
    with pytest.raises(RuntimeError) as refused:
        installation.serve("second", demo=False, fresh=True,
                           options=["--database-url", url, "--threads", "4", "--lanes", "1"])
    told = re.search(r"allows (\d+) sessions and this server needs (\d+)", str(refused.value))
    assert told, refused.value
    allowed, needed = map(int, told.groups())
    # The first server's cluster has just what one of its kind needs; each loop asks for eighteen.
    assert needed == allowed + 3 * 18
    assert not os.path.exists(installation.path("second", "data", "postgres"))


def test_more_threads_than_any_database_serves_are_refused(installation):
    with pytest.raises(RuntimeError) as refused:
        installation.serve(demo=False, fresh=True, options=["--threads", "1000"])
    assert "lower --threads or --lanes" in str(refused.value)
