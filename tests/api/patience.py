"""Waiting for what comes to pass by itself."""

import time


def wait_for(condition, seconds=40, pause=0.05):
    """What `condition` returned once that was true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(pause)
    raise AssertionError("it did not come to pass")
