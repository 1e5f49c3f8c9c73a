"""engines/graphql says of documents what the reference implementation says."""

import json
import os
import pathlib
import random
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("SANGAM_PROGRAM", ROOT / "build" / "dev" / "sangam")).parent
PROGRAM = BUILD / "tests" / "graphql_documents"
LONG = bool(os.environ.get("SANGAM_TEST_LONG"))
GENERATED = 5000 if LONG else 500

# Our rule for each of theirs; some of theirs are several of the specification.
RULES = {
    "UniqueOperationNamesRule": {"operation_name_uniqueness"},
    "LoneAnonymousOperationRule": {"lone_anonymous_operation"},
    "SingleFieldSubscriptionsRule": {"single_root_field"},
    "KnownTypeNamesRule": {"fragment_spread_type_existence", "variables_are_input_types"},
    "FragmentsOnCompositeTypesRule": {"fragments_on_composite_types"},
    "VariablesAreInputTypesRule": {"variables_are_input_types"},
    "ScalarLeafsRule": {"leaf_field_selections"},
    "FieldsOnCorrectTypeRule": {"field_selections"},
    "UniqueFragmentNamesRule": {"fragment_name_uniqueness"},
    "KnownFragmentNamesRule": {"fragment_spread_target_defined"},
    "NoUnusedFragmentsRule": {"fragments_must_be_used"},
    "PossibleFragmentSpreadsRule": {"fragment_spread_is_possible"},
    "NoFragmentCyclesRule": {"fragment_spreads_must_not_form_cycles"},
    "UniqueVariableNamesRule": {"variable_uniqueness"},
    "NoUndefinedVariablesRule": {"all_variable_uses_defined"},
    "NoUnusedVariablesRule": {"all_variables_used"},
    "KnownDirectivesRule": {"directives_are_defined", "directives_are_in_valid_locations"},
    "UniqueDirectivesPerLocationRule": {"directives_are_unique_per_location"},
    "KnownArgumentNamesRule": {"argument_names"},
    "UniqueArgumentNamesRule": {"argument_uniqueness"},
    "ValuesOfCorrectTypeRule": {"values_of_correct_type", "input_object_field_names",
                                "input_object_required_fields"},
    "ProvidedRequiredArgumentsRule": {"required_arguments"},
    "VariablesInAllowedPositionRule": {"all_variable_usages_are_allowed"},
    "OverlappingFieldsCanBeMergedRule": {"field_selection_merging"},
    "UniqueInputFieldNamesRule": {"input_object_field_uniqueness"},
}


def ours(*words, given=""):
    done = subprocess.run([PROGRAM, *map(str, words)], input=given, text=True, timeout=60,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def theirs(word, **given):
    done = subprocess.run(["tools/node_script.sh", "tests/graphql", "reference.mjs", word],
                          cwd=ROOT, input=json.dumps(given), text=True, capture_output=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", name="schema")
def schema_fixture():
    return ours("schema")


@pytest.fixture(scope="module", name="generated")
def generated_fixture():
    return json.loads(ours("generate", GENERATED))


def compare(schema, documents):
    """(document, ours, theirs) of each that is judged otherwise, and how many are valid."""
    found, valid = [], 0
    own_verdicts = json.loads(ours("check", given=json.dumps(documents)))
    for text, own, other in zip(documents, own_verdicts,
                                theirs("check", schema=schema, documents=documents)):
        if "rules" not in own or "rules" not in other:
            if own != other:
                found.append((text, own, other))
            continue
        rules = set(own["rules"])
        explained = set().union(*(RULES[rule] for rule in other["rules"]), set())
        missing = [rule for rule in other["rules"] if not RULES[rule] & rules]
        # They say of a variable that is of no input type also that it fits nowhere.
        if "variables_are_input_types" in rules:
            missing = [rule for rule in missing if rule != "VariablesInAllowedPositionRule"]
        if missing or rules - explained:
            found.append((text, sorted(rules - explained), missing))
        valid += not rules
    return found, valid


def test_generated_documents_break_the_same_rules(schema, generated):
    found, valid = compare(schema, generated)
    assert not found, found[:5]
    print(f"{len(generated)} documents, {valid} of them valid")
    assert len(generated) / 10 < valid < len(generated) * 9 / 10


def test_written_documents_break_the_same_rules(schema):
    documents = [text.strip() for text in (HERE / "documents.txt").read_text().split("\n---\n")]
    assert len(documents) > 200
    found, _ = compare(schema, documents)
    assert not found, found[:5]


def spoiled(text, chance):
    """A character taken away, put in or changed."""
    at = chance.randrange(len(text))
    new = chance.choice("{}()[]:!$@.\"\\-0a1,# &|=é\n")
    return chance.choice([text[:at] + text[at + 1:], text[:at] + new + text[at:],
                          text[:at] + new + text[at + 1:]])


def character_at(text, place):
    return text.split("\n")[place["line"] - 1][place["column"] - 1:][:1]


def test_spoiled_documents_are_refused_at_the_same_place(schema, generated):
    chance = random.Random(7)
    documents = [spoiled(text, chance) for text in generated]
    found, _ = compare(schema, documents)
    # Later drafts take a text in some places as a description.
    found = [(text, own, other) for text, own, other in found
             if not isinstance(own, dict) or character_at(text, own) != '"']
    assert not found, found[:5]


# Our texts about the types of the specification are our own, and the reference has what came later.
LATER_DIRECTIVES = {"oneOf"}
LATER_LOCATIONS = {"DIRECTIVE_DEFINITION"}
LATER_FIELDS = {("__Type", "isOneOf"), ("__Directive", "isDeprecated"),
                ("__Directive", "deprecationReason")}
LATER_ARGUMENTS = {("__Schema", "directives", "includeDeprecated")}
# They show a default with those of its fields, we as it was declared.
FILLED = {"{limit: 5, command: HEEL, exact: true}": "{limit: 5, command: HEEL}"}


def plain(shown):
    types = {}
    for one in shown["types"]:
        if one["name"].startswith("__") or one["name"] in ("Int", "Float", "String", "Boolean", "ID"):
            continue
        types[one["name"]] = one
    directives = {one["name"]: {**one, "description": None, "args": [
        {**argument, "description": None} for argument in one["args"]]}
        for one in shown["directives"] if one["name"] not in LATER_DIRECTIVES}
    # The order of locations means nothing.
    for one in directives.values():
        one["locations"] = sorted(set(one["locations"]) - LATER_LOCATIONS)
    for one in types.values():
        for part in ("possibleTypes", "interfaces"):
            if one[part]:
                one[part] = sorted(one[part], key=lambda named: named["name"])
        for field in one["fields"] or []:
            for argument in field["args"]:
                default = argument["defaultValue"]
                argument["defaultValue"] = FILLED.get(default, default)
    return {**shown, "types": types, "directives": directives}


def test_the_schema_shows_itself_the_same(schema):
    other = theirs("introspect", schema=schema)
    own = json.loads(ours("introspect", given=other["query"]))
    assert plain(own) == plain(other["answer"])


def test_the_types_of_introspection_are_the_same(schema):
    other = theirs("introspect", schema=schema)
    own = json.loads(ours("introspect", given=other["query"]))

    def fields(shown):
        return {(one["name"], field["name"]): (field["type"], [
            (argument["name"], argument["type"], argument["defaultValue"])
            for argument in field["args"]
            if (one["name"], field["name"], argument["name"]) not in LATER_ARGUMENTS])
            for one in shown["types"] if one["name"].startswith("__")
            for field in one["fields"] or [] if (one["name"], field["name"]) not in LATER_FIELDS}

    assert fields(own) == fields(other["answer"])


COERCED = [
    ("intArg", "Int", [1, 1.0, 1.5, "1", True, None, 2147483647, 2147483648, -2147483648, [1]]),
    ("floatArg", "Float", [1, 1.5, "1", False, None, [1.5], 1e300]),
    ("textArg", "String", ["x", "", 1, None, ["x"], {}]),
    ("idArg", "ID", ["x", 7, 7.5, True, None, 7.0]),
    ("booleanArg", "Boolean", [True, 0, "true", None]),
    ("enumArg", "Command", ["SIT", "FLY", "sit", 1, None, ["SIT"]]),
    ("dateArg", "Date", ["2026-01-31", "x", 1, None]),
    ("listArg", "[Boolean]!", [True, [True, None], [], None, [1], [[True]]]),
    ("nonNullListArg", "[Boolean!]", [True, [True, None], [], None]),
    ("nonNullBooleanArg", "Boolean!", [True, None]),
    ("optionalNonNullBooleanArg", "Boolean! = true", [True, None]),
    ("optionalNonNullBooleanArg", "Boolean", [True]),
    ("jsonArg", "Json", [1, {"a": [1, {"b": None}]}, None]),
    ("filterArg", "Filter", [
        {"limit": 1}, {}, {"limit": None}, {"limit": 1, "x": 1}, None, 1, [{"limit": 1}],
        {"limit": 1, "grid": 1}, {"limit": 1, "grid": [1, [2, None]]}, {"limit": 1, "ids": 7},
        {"limit": 1, "command": None, "exact": False}, {"limit": 1, "exact": None},
        {"limit": 1, "inner": {"limit": 2, "command": "DOWN"}}, {"limit": 1, "inner": {}},
        {"limit": 1, "old": 5, "day": "2026-01-31", "json": [1]}]),
]
LITERALS = [
    ("intArg", "7"), ("floatArg", "7"), ("floatArg", "1.25e2"), ("idArg", "7"), ("idArg", '"7"'),
    ("textArg", '"""\n  a\n    b\n"""'), ("textArg", r'"\u00e9\uD83D\uDE00\u{1F600}"'),
    ("enumArg", "HEEL"), ("listArg", "true"), ("listArg", "[null, true]"), ("filterArg", "null"),
    ("filterArg", "{limit: 1, grid: [1, [2, 3]], inner: {limit: 2}}"), ("jsonArg", "{a: [1, X]}"),
    ("filterArg", "{limit: 1, ids: [1, \"x\"], command: DOWN, exact: false, json: {a: 1.5}}"),
]


def coercions():
    for field, declared, values in COERCED:
        document = f"query($v: {declared}) {{arguments{{{field}(value: $v)}}}}"
        yield {"document": document, "variables": {}}
        for value in values:
            yield {"document": document, "variables": {"v": value}}
    for field, literal in LITERALS:
        yield {"document": f"{{arguments{{{field}(value: {literal})}}}}", "variables": {}}
    for inner in ("{limit: 1, name: $s}", "{limit: $n}", "{limit: 1, ids: [$s, 2]}"):
        for variables in ({}, {"s": "x", "n": 3}, {"s": None, "n": 3}):
            yield {"document": f"query($s: String, $n: Int = 4) "
                               f"{{arguments{{filterArg(value: {inner})}}}}",
                   "variables": variables}


def test_values_are_coerced_the_same(schema):
    cases = list(coercions())
    own = json.loads(ours("coerce", given=json.dumps(cases)))
    other = theirs("coerce", schema=schema, cases=cases)
    found = [(case, one, two) for case, one, two in zip(cases, own, other) if one != two]
    assert not found, found[:5]
    assert any(one is None for one in own) and any(one for one in own)
