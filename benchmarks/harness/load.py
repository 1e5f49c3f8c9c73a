"""Running the load generator and checking that what it measured counts."""

import json
import re
import subprocess

from harness.figures import note
from harness.machine import LOAD_CPU, program, tool

SATURATED = 0.95  # share of its processor from which the generator is the bottleneck


class BadAnswers(Exception):
    """The server refused requests or broke connections: its speed means nothing."""


def run_load(url, seconds, connections=64, method="GET", headers=(), body="", warmup=1, rate=0):
    """One run; returns {per_second, p50_ms, p90_ms, p99_ms, p99.9_ms, max_ms}."""
    return finish_load(start_load(url, seconds, connections, method, headers, body, warmup, rate))


def run_wrk(url, seconds, headers=()):
    """One run of wrk, which speaks TLS too, with 64 connections; returns {per_second}."""
    command = ["taskset", "-c", str(LOAD_CPU), tool("wrk", "wrk"), "-t1", "-c64",
               f"-d{round(seconds)}"]
    for header in headers:
        command += ["-H", header]
    output = subprocess.run([*command, url], check=True, text=True, capture_output=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise BadAnswers(f"{url}: {output}")
    return {"per_second": float(re.search(r"Requests/sec: *([0-9.]+)", output)[1])}


def start_load(url, seconds, connections=64, method="GET", headers=(), body="", warmup=1, rate=0):
    """Starts a run beside something else; finish_load waits for it."""
    command = [program("bench_load"), url, "--cpu", LOAD_CPU, "--seconds", seconds,
               "--warmup", warmup, "--connections", connections, "--method", method]
    for header in headers:
        command += ["--header", header]
    if body:
        command += ["--body", body]
    if rate:
        command += ["--rate", rate]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)


def finish_load(process):
    output, _ = process.communicate()
    if process.returncode != 0:
        raise BadAnswers(f"no answer to {process.args[1]}: {output}")
    result = json.loads(output)
    if any(result[name] for name in ("outside_2xx", "broken", "timeouts", "connect_errors")):
        raise BadAnswers(f"{process.args[1]}: {output}")
    if result["cpu_share"] > SATURATED:
        note(f"the generator was the bottleneck ({result['per_second']:.0f} per second): "
             "the ratio is nearer to one than the servers are")
    milliseconds = {f"{name}_ms": value / 1000 for name, value in result["latency_us"].items()}
    return {"per_second": result["per_second"]} | milliseconds
