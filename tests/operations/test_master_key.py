"""The file that wraps the tenants' keys."""

import os
import stat

import pytest


def test_it_is_private_made_once_and_never_shown(installation):
    server = installation.serve(fresh=True)
    path = os.path.join(server.data, "master.key")
    facts = os.stat(path)
    assert stat.S_IMODE(facts.st_mode) == 0o600
    assert facts.st_size == 32
    with open(path, "rb") as file:
        key = file.read()
    assert server.stop() == 0
    server = installation.serve(demo=False)
    with open(path, "rb") as file:
        assert file.read() == key
    assert key.hex() not in server.log_text()


def test_a_file_that_others_may_read_is_refused(installation):
    server = installation.serve()
    path = os.path.join(server.data, "master.key")
    assert server.stop() == 0
    os.chmod(path, 0o640)
    with pytest.raises(RuntimeError) as refused:
        installation.serve(demo=False)
    assert "may be read by others: chmod 600 it" in str(refused.value)
    os.chmod(path, 0o600)
    with open(path, "ab") as file:
        file.write(b"x")
    with pytest.raises(RuntimeError) as refused:
        installation.serve(demo=False)
    assert "has 33 bytes instead of 32" in str(refused.value)
