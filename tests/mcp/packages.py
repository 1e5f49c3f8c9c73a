"""Programs from npm, run where they may write what they like."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ROOT / "tests" / "mcp" / "node_modules"


def run(script, *words, folder, timeout=300):
    """Output of node_modules/SCRIPT; it fails with the program."""
    subprocess.run(["tools/npm_packages.sh", "tests/mcp"], cwd=ROOT, check=True,
                   capture_output=True)
    node = subprocess.run(["tools/node.sh"], cwd=ROOT, check=True, capture_output=True,
                          text=True).stdout.strip()
    done = subprocess.run([f"{node}/node", str(MODULES / script), *words], cwd=folder, text=True,
                          capture_output=True, timeout=timeout, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]
    return done.stdout + done.stderr
