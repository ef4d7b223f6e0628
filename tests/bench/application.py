"""What the bench's web server serves: the studio, by the addresses of `tests.bench.nothing`."""

from django.conf import settings

from config import wsgi

settings.ROOT_URLCONF = "tests.bench.nothing"
application = wsgi.application
