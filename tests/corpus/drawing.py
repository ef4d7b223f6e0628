"""Drawing splits here and now, without a job."""

from catalog.models import Dataset
from corpus.drawing import foresee_draw, store_draw


def draw_now(dataset: Dataset) -> None:
    dataset.refresh_from_db()
    store_draw(dataset, foresee_draw(dataset))
