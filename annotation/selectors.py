"""What raters said, for those below who make things again (see `generation.selectors`)."""

_MEAN = """
SELECT vote.recording_id, avg(vote.{scale}) AS score FROM annotation_rating vote
JOIN corpus_recording spoken ON spoken.id = vote.recording_id AND spoken.dataset_id = %(dataset)s
WHERE vote.withdrawn_at IS NULL GROUP BY vote.recording_id
"""
NATURALNESS = _MEAN.format(scale="naturalness")
UNDERSTOOD = _MEAN.format(scale="understood")
SETTLED_TEXTS = """
SELECT given.translation_id FROM annotation_correction given
JOIN annotation_assignment assignment ON assignment.id = given.assignment_id
LEFT JOIN annotation_review review ON review.task_id = assignment.task_id
WHERE given.withdrawn_at IS NULL AND (
    (given.is_final AND given.verdict = 'confirmed') OR review.state IN ('proposed', 'disputed'))
"""
