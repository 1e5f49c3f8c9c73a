"""Our Decimal against Boost's cpp_dec_float_50 and Python's decimal (the C module), interleaved.

All three get the same operands: coefficients of full length with 0 to 8 places. Before anything is
timed, our results are compared with Python's, digit by digit. Python's times are without its loop:
the time of the same loop around nothing is taken off. Processor
time is measured, so that a busy machine disturbs less. cpp_dec_float has no quantize."""

import argparse
import decimal
import importlib.util
import operator
import random
import subprocess
import time

from harness.figures import median_of, note, print_figure
from harness.machine import LOAD_CPU, program

PAIRS = 1000
OPERATIONS = {"add": operator.add, "multiply": operator.mul, "divide": operator.truediv}
CENT = decimal.Decimal("0.01")


def operand(source, digits):
    coefficient = source.randrange(10 ** (digits - 1), 10 ** digits)
    return decimal.Decimal((source.randrange(2), tuple(map(int, str(coefficient))),
                            -source.randrange(9)))


def operand_pairs(digits):
    source = random.Random(digits)
    pairs = [(operand(source, digits), operand(source, digits)) for _ in range(PAIRS)]
    # What is quantized to cents must have room for them.
    return [(left.scaleb(-2 if left.as_tuple().exponent > -2 else 0), right)
            for left, right in pairs]


def run_ours(mode, digits, pairs):
    text = "".join(f"{left} {right}\n" for left, right in pairs)
    return subprocess.run(["taskset", "-c", str(LOAD_CPU), program("bench_decimal"), mode,
                           str(digits)], input=text, text=True, check=True,
                          capture_output=True).stdout


def compare_results(digits, pairs):
    for (left, right), line in zip(pairs, run_ours("results", digits, pairs).splitlines(),
                                   strict=True):
        wants = [str(operation(left, right)) for operation in OPERATIONS.values()]
        wants.append(str(left.quantize(CENT)))
        if line.split() != wants:
            raise SystemExit(f"{left} {right}: ours {line}, Python's {' '.join(wants)}")
    note(f"{digits} digits: {4 * len(pairs)} results are the same as Python's")


def nanoseconds(function, pairs):
    """Processor time of one pair, over repetitions enough to be measured."""
    calls = 0
    start = time.process_time_ns()
    while time.process_time_ns() - start < 50_000_000:
        function(pairs)
        calls += len(pairs)
    return (time.process_time_ns() - start) / calls


def loop_nothing(pairs):
    for left, right in pairs:
        pass


def loop_add(pairs):
    for left, right in pairs:
        left + right


def loop_multiply(pairs):
    for left, right in pairs:
        left * right


def loop_divide(pairs):
    for left, right in pairs:
        left / right


def loop_quantize(pairs):
    cent = CENT
    for left, right in pairs:
        left.quantize(cent)


def time_python(pairs):
    loops = {"add": loop_add, "multiply": loop_multiply, "divide": loop_divide,
             "quantize": loop_quantize}
    nothing = nanoseconds(loop_nothing, pairs)
    return {f"python_decimal_{name}": nanoseconds(loop, pairs) - nothing
            for name, loop in loops.items()}


def time_all(digits, pairs):
    lines = run_ours("times", digits, pairs).splitlines()
    return dict((name, float(value)) for name, value in map(str.split, lines)) | time_python(pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="medians are over so many")
    options = parser.parse_args()
    if importlib.util.find_spec("_decimal") is None:
        raise SystemExit("this Python's decimal is not the C module: nothing to compare with")
    for digits in (16, 34):
        decimal.getcontext().prec = digits
        pairs = operand_pairs(digits)
        compare_results(digits, pairs)
        medians = median_of([time_all(digits, pairs) for _ in range(options.rounds)])
        for name in (*OPERATIONS, "quantize"):
            for peer in ("cpp_dec_float_50", "python_decimal"):
                theirs = medians.get(f"{peer}_{name}")
                if theirs is not None:
                    print_figure("decimal", f"{name}_{digits}", medians[f"ours_{name}"], "ns", peer,
                                 theirs, smaller_is_better=True)


main()
