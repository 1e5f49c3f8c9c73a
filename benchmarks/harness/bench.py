"""The frame of a bench script: its options, its temporary folder, and figures that may fail."""

import argparse
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import traceback

from harness.figures import note
from harness.machine import BUILD, Missing


BUSY = 0.8  # load average from which something else must be running


class Bench:
    """Figures are functions added with `figure`; `run` runs those asked for, one after the other.

    What one figure lacks does not stop the others; the exit code tells."""

    def __init__(self, name, description):
        self.name = name
        self.parser = argparse.ArgumentParser(prog=name, description=description)
        self.parser.add_argument("--rounds", type=int, default=3, help="medians are over so many")
        self.parser.add_argument("--seconds", type=float, default=4, help="of one round")
        self.parser.add_argument("--only", action="append", metavar="FIGURE",
                                 help="may be repeated; default: all")
        self.figures = {}
        self.options = None

    def figure(self, name):
        def add(function):
            self.figures[name] = function
            return function
        return add

    def run(self):
        """Runs the figures asked for, each with a folder of its own, and exits."""
        self.parser.epilog = "figures: " + " ".join(self.figures)
        self.options = self.parser.parse_args()
        unknown = set(self.options.only or ()) - set(self.figures)
        if unknown:
            self.parser.error(f"no such figure: {' '.join(sorted(unknown))}")
        # Servers stop at the end of `with` blocks; a plain SIGTERM would leave them behind.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        directory = pathlib.Path(tempfile.mkdtemp(prefix=f"bench-{self.name}-"))
        os.chmod(directory, 0o711)  # PostgreSQL's own user must be able to pass
        try:
            failed = self._run_all(directory)
        finally:
            shutil.rmtree(directory, ignore_errors=True)
        sys.exit(1 if failed else 0)

    def _run_all(self, directory):
        if not (BUILD / "sangam").exists():
            note(f"{BUILD}/sangam is not built: cmake --preset release, then build it")
        if os.getloadavg()[0] > BUSY:
            note("the machine is busy with other things: figures will be too low and uneven")
        failed = False
        for name, function in self.figures.items():
            if self.options.only and name not in self.options.only:
                continue
            own = directory / name
            own.mkdir()
            os.chmod(own, 0o711)
            try:
                function(own, self.options)
            except Missing as missing:
                note(f"{name}: skipped, {missing}")
                failed = True
            except Exception:  # a figure that breaks must not take the others with it
                note(f"{name}: failed\n{traceback.format_exc()}")
                failed = True
        return failed
