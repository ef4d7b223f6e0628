from django.db import migrations

# What natives settled before it was counted as it happens.
FILL = """
WITH settled AS (
    SELECT given.id, given.verdict, text.dataset_id, text.item_id, text.language, text.engine,
           source.slug, task.slice
    FROM annotation_correction given
    JOIN corpus_translation text ON text.id = given.translation_id
    JOIN corpus_item item ON item.id = text.item_id
    JOIN corpus_source source ON source.id = item.source_id
    JOIN annotation_assignment assignment ON assignment.id = given.assignment_id
    JOIN annotation_task task ON task.id = assignment.task_id
    WHERE given.withdrawn_at IS NULL AND given.is_final
), newest AS (
    SELECT DISTINCT ON (item_id, language) * FROM settled ORDER BY item_id, language, id DESC
), drawn AS (
    SELECT DISTINCT ON (item_id, language) * FROM settled WHERE slice = 'uniform'
    ORDER BY item_id, language, id DESC
)
INSERT INTO jobs_countdelta (dataset_id, metric, language, source, engine, voice, name, amount)
SELECT dataset_id, 'reviews', language, slug, engine, '', verdict, count(*) FROM newest
GROUP BY dataset_id, language, slug, engine, verdict
UNION ALL
SELECT dataset_id, 'settled_items', language, slug, engine, '', verdict, count(*) FROM drawn
GROUP BY dataset_id, language, slug, engine, verdict
"""


class Migration(migrations.Migration):

    dependencies = [
        ("annotation", "0016_kinds_of_edits"),
        ("corpus", "0012_what_storage_keeps"),
        ("jobs", "0004_frozen_progress"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True)]
