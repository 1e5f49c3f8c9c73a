"""Where things are on this machine, and which processor does what."""

import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
BUILD = pathlib.Path(os.environ.get("SANGAM_BUILD", ROOT / "build" / "release")).resolve()

SERVER_CPU = 0
LOAD_CPU = 1


class Missing(Exception):
    """Something a figure needs is not there; the figure is skipped and the bench fails."""


def program(name):
    """A program of ours from the build folder."""
    for path in (BUILD / name, BUILD / "benchmarks" / name):
        if path.is_file():
            return str(path)
    raise Missing(f"{name} is not built in {BUILD}")


def node():
    """Node 22 as ./run unpacks it under the build folder, else the machine's own."""
    found = sorted((ROOT / "build").glob("node*/**/bin/node")) + [shutil.which("node")]
    for path in found:
        if path:
            return str(path)
    raise Missing("Node.js is not installed; ./run brings it")


def tool(name, package):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not path:
        raise Missing(f"{name} is not installed (Debian package {package})")
    return path


def peer_programs():
    """The folder of the Node.js peers with their packages, made under the build folder."""
    source, target = BENCHMARKS / "peers", ROOT / "build" / "peers"
    target.mkdir(parents=True, exist_ok=True)
    lock = source / "package-lock.json"
    installed = target / "installed-lock.json"
    for file in source.iterdir():
        shutil.copy(file, target / file.name)
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        directory = pathlib.Path(node()).parent
        npm = directory / "npm" if (directory / "npm").exists() else tool("npm", "npm")
        environment = os.environ | {"PATH": f"{directory}:{os.environ['PATH']}"}
        subprocess.run([ROOT / "tools" / "try_again.sh", "240", npm, "ci", "--ignore-scripts",
                        "--no-audit", "--no-fund", "--loglevel=error"], cwd=target, env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        shutil.copy(lock, installed)
    return target


def read_json(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
