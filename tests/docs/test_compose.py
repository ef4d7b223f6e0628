"""The deployment's files agree with each other and with the settings; nothing is started here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from corpus.api import UPLOAD_EXTRA_BYTES
from tests.docs.nginx import Block, read

ROOT = Path(__file__).parents[2]
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


@pytest.fixture(scope="module")
def http() -> Block:
    return read((ROOT / "nginx.conf").read_text()).block("http")


def megabytes(size: str) -> int:
    return int(size.removesuffix("m")) * MEGABYTE


def test_every_image_is_pinned_to_a_version(services: dict[str, Any]) -> None:
    foreign = [service["image"] for service in services.values() if "build" not in service]
    assert [image for image in foreign if not re.search(r":\d+(\.\d+)*(-alpine)?$", image)] == []


def test_only_the_proxy_lets_requests_in(services: dict[str, Any]) -> None:
    assert "ports" not in services["web"]
    assert services["proxy"]["ports"] == ["127.0.0.1:8000:8000"]
    assert services["proxy"]["depends_on"]["web"] == {"condition": "service_healthy"}
    assert services["web"]["environment"]["NUM_PROXIES"] == "${NUM_PROXIES:-1}"
    assert services["web"]["environment"]["DATABASE_URL"]  # the common ones are still there


def test_proxy_reads_the_file_that_is_here(services: dict[str, Any]) -> None:
    (mount,) = services["proxy"]["volumes"]
    here, there, mode = mount.split(":")
    assert (ROOT / here).is_file()
    assert (there, mode) == ("/etc/nginx/nginx.conf", "ro")


def test_proxy_asks_the_web_server_where_it_listens(http: Block) -> None:
    bound = re.search(r'"--bind", "0\.0\.0\.0:(\d+)"', (ROOT / "Dockerfile").read_text())
    assert bound
    assert http.block("upstream", "web").settings["server"] == [(f"web:{bound[1]}", "resolve")]
    server = http.block("server")
    assert server.one("listen") == "8000"
    asked = {block.one("proxy_pass").split("/")[2] for block in server.blocks}
    assert asked == {"web"}


def test_proxy_takes_what_the_studio_takes_and_little_more(http: Block) -> None:
    common = megabytes(http.one("client_max_body_size"))
    assert (
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= common <= 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    )
    imports = imports_of(http.block("server"))
    largest = settings.IMPORT_LIMIT_BYTES + UPLOAD_EXTRA_BYTES
    assert largest <= megabytes(imports.one("client_max_body_size")) <= 1.1 * largest


def imports_of(server: Block) -> Block:
    pattern = "^/api/v1/datasets/[^/]+/imports/$"
    assert re.search(pattern, "/api/v1/datasets/demo/imports/")
    return server.block("location", "~", pattern)


def test_proxy_asks_who_sends_a_file_before_it_takes_it_in(http: Block) -> None:
    server = http.block("server")
    asked = server.block("location", "=", imports_of(server).one("auth_request"))
    assert asked.one("proxy_pass") == "http://web/api/v1/datasets/?page_size=1"
    assert (asked.one("proxy_pass_request_body"), asked.one("proxy_method")) == ("off", "GET")


def test_proxy_buffers_everything_and_gives_up_on_the_silent(http: Block) -> None:
    every = [http, http.block("server"), *http.block("server").blocks]
    off = {("off",)}
    for block in every:
        assert off.isdisjoint(block.settings.get("proxy_buffering", []))
        assert off.isdisjoint(block.settings.get("proxy_request_buffering", []))
    waits = ("client_header_timeout", "client_body_timeout", "send_timeout", "keepalive_timeout")
    assert all(0 < int(http.one(name).removesuffix("s")) <= 60 for name in waits)


def test_proxy_says_who_asked_wherever_it_sets_headers(http: Block) -> None:
    server = http.block("server")
    setting = [http, *(block for block in server.blocks if "proxy_set_header" in block.settings)]
    for block in setting:  # one header set in a block drops all that stand above it
        names = {name for name, _ in block.settings["proxy_set_header"]}
        assert names >= {"Host", "X-Forwarded-For", "X-Forwarded-Proto", "Connection"}
