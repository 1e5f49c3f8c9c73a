"""Every operation of /api/openapi.json with values at and beyond the bounds of its schemas, and with
generated ones: no server error, and no reply that the description does not foresee."""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
START = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"
SECONDS = 400
# Values made up at random are for whoever has the time.
PHASES = "examples,coverage,fuzzing" if os.environ.get("SANGAM_TEST_LONG") else "examples,coverage"
# Of the checks, all but those that ask for things that exist, as identifiers are made up here, and that
# null is refused: for a field that may be absent it says that it is.
UNASKED = ("positive_data_acceptance", "ensure_resource_availability", "use_after_free",
           "negative_data_rejection")
# It writes no XML and no lines of JSON, and would follow a stream for ever. Uploads speak tus as
# well, which is not described here (tests/tus). Ending the session, or the tenant, would leave nothing to
# look at.
LEFT_OUT = r"^(ledger\.imports\.upload_(pain001|transfers)|events\.tail|uploads\..*|session\..*|sessions\..*|tenant\.close)$"


# TRACE is refused before any path is looked at.
SETTINGS = """[phases.coverage]
unexpected-methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
"""


def examine(schemathesis, folder, description, credential, hooks=None, **options):
    (folder / "schemathesis.toml").write_text(SETTINGS)
    arguments = {"checks": "all", "exclude-checks": ",".join(UNASKED), "phases": PHASES,
                 "max-examples": "3", "seed": "1", "generation-database": "none",
                 "request-timeout": "10", "max-failures": "60"} | options
    listed = [part for name, value in arguments.items() for part in ("--" + name, value)]
    headers = [part for name, value in credential.items() for part in ("-H", f"{name}: {value}")]
    environment = os.environ | {"PYTHONPATH": f"{schemathesis}:{HERE}", "COLUMNS": "120"}
    if hooks:
        environment["SCHEMATHESIS_HOOKS"] = hooks
    run = subprocess.run([sys.executable, "-c", START, "run", description, "--no-color",
                          *listed, *headers],
                         env=environment, cwd=folder, capture_output=True, text=True, timeout=SECONDS)
    return run.returncode, run.stdout + run.stderr


def operations_tested(report):
    return int(re.search(r"Tested: (\d+)", report)[1])


def cut(report):
    """What failed, without the request lines of thousands of characters."""
    failures = report.partition(" FAILURES ")[2].partition(" WARNINGS ")[0] or report
    return "\n".join(line[:300] for line in failures.splitlines())[-8000:]


def test_of_a_tenant(schemathesis, bank, tmp_path):
    credential = {"Authorization": f"Bearer {bank.key['secret']}"}
    status, report = examine(schemathesis, tmp_path, bank.api.url + "/api/openapi.json", credential,
                             **{"exclude-operation-id-regex": LEFT_OUT})
    assert status == 0, cut(report)
    assert operations_tested(report) > 200


def test_of_operators(schemathesis, operator, tmp_path):
    credential = {"Cookie": operator.cookie, "Origin": operator.url}
    status, report = examine(schemathesis, tmp_path, operator.url + "/api/openapi.json", credential,
                             **{"exclude-operation-id-regex": LEFT_OUT,
                                "include-path-regex": "/platform/"})
    assert status == 0, cut(report)
    assert operations_tested(report) > 20


def test_of_graphql(schemathesis, bank, tmp_path):
    """Every field of the schema, with generated selections and arguments."""
    credential = {"Authorization": f"Bearer {bank.key['secret']}"}
    status, report = examine(schemathesis, tmp_path, bank.api.url + "/graphql", credential,
                             hooks="graphql_hooks", phases="fuzzing", **{"exclude-checks": "not_a_server_error"})
    assert status == 0, cut(report)
    assert operations_tested(report) > 200
