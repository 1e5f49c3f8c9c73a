"""Calls that C++ here may not make, each with what to write instead."""

import re
from dataclasses import dataclass

from tree import Finding


@dataclass(frozen=True)
class Ban:
    pattern: re.Pattern
    instead: str
    allowed: tuple = ()  # path prefixes where it is right
    allowed_in_tests: bool = False

    def covers(self, file):
        return not (file.path.startswith(self.allowed) or self.allowed_in_tests and file.is_test)


def ban(pattern, instead, *allowed, in_tests=False):
    return Ban(re.compile(pattern), instead, allowed, in_tests)


NOW = "take the time as an argument, from Call::now() or from kernel/clock"
CLOCK = ("kernel/clock/", "benchmarks/")
# Deadlines count in the monotonic clock, which nobody reads but through Deadline. Tests of slow peers
# really are slow. The private database is started and stopped on a thread that may wait.
BANS = [
    ban(r"\b(?:system|steady|high_resolution|utc|tai|gps)_clock\s*::\s*now\b", NOW, *CLOCK),
    ban(r"(?<![\w.>:])(?:std\s*::\s*|::\s*)?time\s*\(\s*(?:nullptr|NULL|0|&\s*\w+)\s*\)",
        NOW, *CLOCK),
    ban(r"\b(?:gettimeofday|clock_gettime|timespec_get|ftime)\s*\(",
        NOW, *CLOCK, "kernel/runtime/deadline.cpp"),
    ban(r"(?<![\w.>])(?:std\s*::\s*)?(?:rand|srand|srandom|drand48|lrand48)\s*\(",
        "take random bytes as an argument or from kernel/clock", "kernel/clock/"),
    ban(r"\brandom_device\b", "take random bytes as an argument or from kernel/clock",
        "kernel/clock/"),
    ban(r"\b(?:mt19937(?:_64)?|default_random_engine|minstd_rand0?)\s+\w*[^\W_]\s*(?:;|\{\s*\}|\(\s*\))",
        "give the generator the seed that the test or the caller passes in", "kernel/clock/"),
    ban(r"\bPQ(?:exec|execParams|execPrepared|connectdb|connectdbParams|setdbLogin)\s*\(",
        "use the connections and statements of kernel/store", "kernel/store/", "benchmarks/", in_tests=True),
    ban(r"\bstd\s*::\s*w?(?:regex|smatch|cmatch)\b|#\s*include\s*<regex>",
        "write the parser by hand: std::regex is slow and overflows the stack on long input"),
    ban(r"#\s*include\s*<CLI/", "include base/command_line/command_line.h: this header alone takes a "
        "compiler seconds", "base/command_line/"),
    ban(r"\b(?:sleep_for|sleep_until)\s*\(|(?<![\w.>:])(?:sleep|usleep|nanosleep)\s*\(",
        "await a timer of kernel/runtime, or the thing that is waited for", "kernel/runtime/",
        "kernel/store/", "kernel/jobs/testing/", "kernel/lane/testing/", "benchmarks/",
        in_tests=True),
    ban(r"\b(?:strcpy|strcat|sprintf|vsprintf|gets)\s*\(",
        "use std::string or fmt::format: this function does not know the size of its target"),
    ban(r"(?<![\w.>])(?:std\s*::\s*)?(?:system|popen)\s*\(",
        "start the program without a shell, with its arguments as a list"),
]

INTRODUCER = re.compile(
    r"(?<![\w\])\[])\[(?P<captures>[^\[\]]+)\]\s*(?:<[^{};]*>\s*)?(?P<rest>[^{};\[\]]*)\{")
BINDING = re.compile(r"\bauto\s*(?:const\s*)?&{0,2}\s*$")


def matching_brace(code, opening):
    depth = 0
    for offset in range(opening, len(code)):
        if code[offset] == "{":
            depth += 1
        elif code[offset] == "}":
            depth -= 1
            if depth == 0:
                return offset
    return len(code)


def lambdas(code):
    """(offset, captures, body start, body end) of every lambda, also of those without captures."""
    pattern = re.compile(INTRODUCER.pattern.replace(r"[^\[\]]+", r"[^\[\]]*", 1))
    for found in pattern.finditer(code):
        if BINDING.search(code, 0, found.start()) or found["rest"].lstrip().startswith(("=", ":")):
            continue
        opening = found.end() - 1
        yield found.start(), found["captures"].strip(), opening, matching_brace(code, opening)


def coroutine_lambda_findings(tree):
    """A lambda's captures die with the lambda, which a coroutine outlives at its first wait."""
    for file in tree.code_files:
        found = list(lambdas(file.code))
        for offset, captures, start, end in found:
            body = file.code[start:end]
            for _, _, inner_start, inner_end in found:
                if start < inner_start < end:
                    inner = file.code[inner_start:inner_end]
                    body = body.replace(inner, " ")
            if captures and re.search(r"\bco_(?:await|return|yield)\b", body):
                yield Finding(file.path, file.line_of(offset),
                              "a coroutine lambda must not capture: make it a named coroutine "
                              "that takes parameters by value")


def banned_findings(tree):
    for file in tree.code_files:
        for rule in BANS:
            if not rule.covers(file):
                continue
            for found in rule.pattern.finditer(file.code):
                name = " ".join(found.group().split()).rstrip("( ")
                yield Finding(file.path, file.line_of(found.start()),
                              f"{name} is banned: {rule.instead}")


RULES = [banned_findings, coroutine_lambda_findings]
