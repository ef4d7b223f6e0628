"""Opens a preference campaign on a running studio: `python -m tests.browser.pair_campaign ara`.

Pairs come from other code, not over REST, so this speaks to the studio's database itself.
"""

import os
import subprocess
import sys

import django

from supervisor.studio import Studio

SYSTEMS = ("whisper+aya", "qwen2-audio")
HOSTILE = '<b>bold</b><img src=x onerror="document.title=1"> \u202egnorw yaw eht\u202c &amp; so on.'
LONG = "A very long answer goes on and on. " * 60


def open_pairs(studio: Studio, language: str) -> int:
    """One campaign over the demo's questions in a language; returns its number."""
    command = [sys.executable, "-m", __name__, language]
    done = subprocess.run(
        command, env=studio.environment, check=True, capture_output=True, text=True, timeout=60
    )
    return int(done.stdout)


def _open(language: str) -> int:
    from annotation.services.pairs import PairFacts, open_preference_campaign
    from catalog.models import Dataset
    from corpus.models import Recording

    dataset = Dataset.objects.get(slug="demo")
    spoken = Recording.objects.filter(
        dataset=dataset, language=language, is_current=True, translation__item__in_bench=True
    ).select_related("translation__item")
    pairs = [
        PairFacts(
            key=f"{SYSTEMS[0]} {one.pk}",
            cluster=one.translation.item.external_id,
            language=language,
            question=one.translation.question,
            sha256=one.sha256,
            first=f"{one.translation.answer} {HOSTILE}",
            second=f"{one.translation.answer} {LONG}",
            reference={"first": SYSTEMS[0], "second": SYSTEMS[1]},
        )
        for one in spoken
    ]
    campaign = open_preference_campaign(
        dataset,
        by=dataset.created_by,
        name=" against ".join(SYSTEMS),
        pairs=pairs,
        languages=[language],
        votes_per_pair=20,
    )
    return campaign.pk


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.stdout.write(str(_open(sys.argv[1])))
