"""The line every figure is printed as, and the medians behind it."""

from harness.figures import interleaved, median_of, plain, print_figure


def test_larger_is_better(capsys):
    print_figure("http", "trivial", 120_000, "per_s", "nginx", 100_000)
    assert capsys.readouterr().out == (
        "bench=http figure=trivial ours=120000 unit=per_s peer=nginx theirs=100000 ratio=1.20\n")


def test_smaller_is_better(capsys):
    print_figure("http", "p99", 2, "ms", "nginx", 5, smaller_is_better=True)
    assert capsys.readouterr().out == (
        "bench=http figure=p99 ours=2 unit=ms peer=nginx theirs=5 ratio=2.50\n")


def test_without_a_peer(capsys):
    print_figure("start", "idle_memory", 64.25, "MB")
    assert capsys.readouterr().out == (
        "bench=start figure=idle_memory ours=64.2 unit=MB peer=none theirs=- ratio=-\n")


def test_numbers_have_no_exponent():
    assert [plain(value) for value in (0.0512, 1.5, 99.96, 100, 1234567.8)] == [
        "0.0512", "1.5", "100", "100", "1234568"]
    assert "e" not in plain(0.000012)


def test_medians_are_per_measure():
    assert median_of([{"a": 1, "b": 9}, {"a": 3, "b": 7}, {"a": 2, "b": 8}]) == {"a": 2, "b": 8}


def test_rounds_take_turns():
    turns = []

    def contender(name):
        return lambda: turns.append(name) or {"per_second": len(turns)}

    medians = interleaved({"ours": contender("ours"), "theirs": contender("theirs")}, 3)
    assert turns == ["ours", "theirs"] * 3
    assert medians == {"ours": {"per_second": 3}, "theirs": {"per_second": 4}}
