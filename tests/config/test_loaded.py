"""What the web server's process does with its memory."""

from tests.config.test_settings import run

COUNT = """
import gc, sys
import config.wsgi
print(gc.get_freeze_count(), len(gc.get_objects()), "releases.api" in sys.modules)
"""


def test_collections_of_a_web_server_pass_over_what_it_loaded() -> None:
    done = run("-c", COUNT, SECRET_KEY="x" * 50)
    assert done.returncode == 0, done.stderr
    kept, looked_at, has_views = done.stdout.split()
    assert has_views == "True"
    assert int(looked_at) < int(kept) / 100
