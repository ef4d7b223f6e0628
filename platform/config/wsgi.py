"""What the web server serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

from config.handler import StudioHandler
from config.loaded import keep_what_is_loaded
from config.settings import require_secret_key

require_secret_key()
django.setup(set_prefix=False)
application = StudioHandler()
keep_what_is_loaded()
