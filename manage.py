#!/usr/bin/env python
"""Django's command line, with the source folder `platform/` on the path."""

import os
import sys
from pathlib import Path


def main() -> None:
    root = Path(__file__).resolve().parent
    # Commands are modules, so their names have underscores; people write hyphens.
    sys.argv[1:2] = [
        name if name.startswith("-") else name.replace("-", "_") for name in sys.argv[1:2]
    ]
    sys.path[:0] = [str(root / "platform"), str(root)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
