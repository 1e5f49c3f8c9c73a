"""Figures of the firewall: what looking at a request adds to it, and how much of the Core Rule Set's own
regression tests it answers as they say."""

import sys
import time

from harness.bench_notes import ECHO, ECHO_BODY, JSON_HEADERS, PING
from harness.figures import interleaved, note, print_figure
from harness.load import run_load
from harness.machine import ROOT, SERVER_CPU, program
from harness.sangam import Sangam
from limits_figures import People

sys.path.insert(0, str(ROOT / "tests" / "gateway"))

from core_rules import RULES, Firewall, run_all  # noqa: E402

OFF = {"firewall": "off"}
ON = {"firewall": "block", "firewall_scope": "everything"}


class Guarded:
    """A server with the rule set, and what its operator says of it."""

    def __init__(self, server):
        self.people = People(server)

    def look(self, **rules):
        self.people.send("PATCH", "/platform/gateway", {"rules": rules}, self.people.cookie)
        time.sleep(1.5)  # in force within a second


def added(figure, directory, options, path, body_mode, headers=(), **request):
    """Of requests one after the other: the median with the firewall, less the median without."""
    with Sangam(directory / "sangam", "--bench", "--firewall-rules", RULES,
                cpu=SERVER_CPU) as server:
        guarded = Guarded(server)

        def measured(rules):
            guarded.look(**rules)
            return run_load(server.url + path, options.seconds, connections=1,
                            headers=[*server.headers, *headers], **request)

        medians = interleaved({"with": lambda: measured(ON | {"firewall_body": body_mode}),
                               "without": lambda: measured(OFF)}, options.rounds)
    note(f"{figure}: {medians['with']['p50_ms']} ms with, {medians['without']['p50_ms']} without")
    print_figure("gateway", figure, medians["with"]["p50_ms"] - medians["without"]["p50_ms"], "ms")


def of_a_read(directory, options):
    added("waf_added_p50_ms_get_headers", directory, options, PING, "headers")


def of_a_write(directory, options):
    added("waf_added_p50_ms_post_full_body", directory, options, ECHO, "full",
          headers=JSON_HEADERS, method="POST", body=ECHO_BODY)


def regression_tests(_, __):
    """With every rule that the tests are about, and with those that the server goes by: paranoia
    level 1, our methods and content types."""
    for figure, options in (("crs_full_mode", ["--as-shipped"]), ("crs_as_served", [])):
        firewall = Firewall(*options, program=program("sangam_firewall"))
        passed, failed = run_all(firewall)
        firewall.close()
        print_figure("gateway", figure, passed / (passed + len(failed)), "share")


def lists(directory, options):
    """What 2,000 networks and 26 countries take of the requests a second."""
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as server:
        guarded = Guarded(server)
        long_lists = {"denied_networks": [f"10.{n // 256}.{n % 256}.0/24" for n in range(2_000)],
                      "denied_countries": [f"X{chr(65 + n)}" for n in range(26)]}
        none = {"denied_networks": [], "denied_countries": []}

        def measured(rules):
            guarded.look(**rules)
            return run_load(server.url + PING, options.seconds, headers=server.headers)

        medians = interleaved({"lists": lambda: measured(long_lists),
                               "none": lambda: measured(none)}, options.rounds)
    print_figure("gateway", "with_lists_vs_without", medians["lists"]["per_second"], "per_s",
                 "without", medians["none"]["per_second"])


def add_to(bench):
    bench.figure("waf_added_get")(of_a_read)
    bench.figure("waf_added_post")(of_a_write)
    bench.figure("lists")(lists)
    bench.figure("crs_full_mode")(regression_tests)
