"""What stands before operations: on one server thread, ours and theirs, with the same load."""

import limits_figures
from harness.bench import Bench

bench = Bench("gateway", __doc__)
limits_figures.add_to(bench)
bench.run()
