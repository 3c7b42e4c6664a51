"""`python -m ipp` is the command `ipp`."""

import sys

from ipp._cli import main

sys.exit(main())
