"""A manager at a web server that dies now and then: each click is repeated until answered."""

import random
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

import requests

from accounts.enums import Role, Scope
from accounts.services import issue_token
from catalog.models import Dataset
from jobs.models import Job
from supervisor.ports import HOST, free_port
from tests.factories import make_user
from tests.faults.studio import Studio

ANSWER_S = 10
PAUSE_S = 0.1
WITHIN_S = 60
KILL_WITHIN_S = 0.05


class Manager:
    def __init__(
        self,
        studio: Studio,
        dataset: Dataset,
        parameters: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    ) -> None:
        """`parameters` by kind of job; those that a kind has by default if it is not named."""
        self.studio = studio
        self.parameters = parameters
        self.dataset = dataset
        self.port = free_port()
        self.server = studio.web(self.port)
        person = make_user(Role.MANAGER)
        dataset.memberships.create(user=person)
        _, key = issue_token(person, name="clicks", days=1, scopes=[Scope.MANAGE])
        self._headers = {"Authorization": f"Bearer {key}"}

    def start_job(self, kind: str) -> Job:
        """The server may have died after it wrote the job down: then it says so the next time."""
        until = time.monotonic() + WITHIN_S
        while time.monotonic() < until:
            try:
                status = self._click(kind)
            except requests.RequestException:
                time.sleep(PAUSE_S)
                continue
            assert status in {201, 409}
            return Job.objects.filter(dataset=self.dataset, kind=kind).latest("id")
        raise AssertionError("the web server never answered")

    def click_while_the_server_dies(self, kind: str, chance: random.Random) -> None:
        with ThreadPoolExecutor(1) as pool:
            clicked = pool.submit(self._click, kind)
            time.sleep(chance.uniform(0, KILL_WITHIN_S))
            self.server.kill()
            problem = clicked.exception()
        assert problem is None or isinstance(problem, requests.RequestException)
        self.server = self.studio.web(self.port)

    def _click(self, kind: str) -> int:
        answer = requests.post(
            f"http://{HOST}:{self.port}/api/v1/datasets/{self.dataset.slug}/jobs/",
            json={"kind": kind, "parameters": self.parameters.get(kind, {})},
            headers=self._headers,
            timeout=ANSWER_S,
        )
        return answer.status_code
