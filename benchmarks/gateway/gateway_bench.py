"""What stands before operations: on one server thread, ours and theirs, with the same load."""

import firewall_figures
import limits_figures
from harness.bench import Bench

bench = Bench("gateway", __doc__)
limits_figures.add_to(bench)
firewall_figures.add_to(bench)
bench.run()
