"""What Schemathesis has to know of GraphQL here: values of our scalars, and which errors are faults."""

import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes

schemathesis.graphql.scalar("Amount", strategies.from_regex(
    r"\A-?[0-9]{1,12}\.[0-9]{2} INR\Z").map(nodes.String))
schemathesis.graphql.scalar("DateTime", strategies.datetimes().map(
    lambda moment: nodes.String(moment.isoformat() + "Z")))
schemathesis.graphql.scalar("Date", strategies.dates().map(lambda day: nodes.String(str(day))))
# Pages of millions are refused for their cost, which the schema does not tell.
schemathesis.graphql.scalar("Int", strategies.integers(-5, 150).map(nodes.Int))
schemathesis.graphql.scalar("Long", strategies.integers(-2**63, 2**63 - 1).map(nodes.Int))
schemathesis.graphql.scalar("JSON", strategies.dictionaries(
    strategies.text("abc"), strategies.integers(0, 9)).map(
        lambda pairs: nodes.Object([(name, nodes.Int(value)) for name, value in pairs.items()])))


@schemathesis.check
def no_fault_of_ours(ctx, response, case):
    """Identifiers and many queries are wrong, so refusals are right; faults of the server never are."""
    for error in response.json().get("errors", []):
        assert error["extensions"]["status"] < 500, error
