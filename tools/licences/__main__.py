"""The licence gate, and the bill of materials that proves it.

python3 tools/licences: checks that everything we link is under a licence that Apache-2.0 can be
shipped with, that Debian's copyright files say the same as our table, that the built program links
nothing else, and the same for npm packages; then writes build/sbom.spdx.json. Prints PASS and FAIL
lines; exits 1 when anything failed.
"""

import gate

gate.main()
