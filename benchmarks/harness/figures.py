"""The one line a figure is printed as, and the medians behind it."""

import decimal
import statistics
import sys


def plain(value):
    """A number people can read: no exponent, three significant digits below one hundred."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{decimal.Decimal(f'{value:.3g}'):f}"


def print_figure(bench, figure, ours, unit, peer=None, theirs=None, smaller_is_better=False):
    """Prints `bench=… figure=… ours=… unit=… peer=… theirs=… ratio=…`; the ratio says how many
    times better we are."""
    line = f"bench={bench} figure={figure} ours={plain(ours)} unit={unit}"
    if peer is None:
        line += " peer=none theirs=- ratio=-"
    else:
        better, worse = (ours, theirs) if smaller_is_better else (theirs, ours)
        line += f" peer={peer} theirs={plain(theirs)} ratio={worse / better:.2f}"
    print(line, flush=True)


def note(text):
    """Anything that is no figure goes to standard error, so that figures can be collected."""
    print(f"# {text}", file=sys.stderr, flush=True)


def median_of(rounds):
    """The median of each measure over a list of {measure: number}."""
    return {measure: statistics.median(one[measure] for one in rounds) for measure in rounds[0]}


def interleaved(contenders, rounds):
    """Measures {name: function} in turn, `rounds` times over, so that whatever the machine is busy
    with meets all of them; returns {name: medians}. The spread goes to standard error."""
    measured = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            measured[name].append(measure())
    for name, results in measured.items():
        speeds = [plain(result["per_second"]) for result in results if "per_second" in result]
        if speeds:
            note(f"{name}: {' '.join(speeds)} per second")
    return {name: median_of(results) for name, results in measured.items()}
