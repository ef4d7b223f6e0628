"""Runs every measurement on servers of its own and prints one table."""

import os
import sys

from tests import servers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
servers.start_servers()


def main() -> int:
    import django

    django.setup()
    from tests.bench.run import run

    run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
