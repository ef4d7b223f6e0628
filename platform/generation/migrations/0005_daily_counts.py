from django.db import migrations

# What stands in the reports, by the day on which the text or recording was made; see
# `generation.counting`. Where old workers still wrote meanwhile, `manage.py recount --mend`.
COUNT = r"""
WITH report AS (
    SELECT t.dataset_id, t.language, t.engine, t.created_at, c.rules_id, c.failed
    FROM corpus_translation t JOIN generation_checkreport c ON c.translation_id = t.id
    WHERE t.is_current
    UNION ALL
    SELECT t.dataset_id, t.language, r.engine, r.created_at, c.rules_id, c.failed
    FROM corpus_translation t JOIN corpus_recording r ON r.translation_id = t.id AND r.is_current
    JOIN generation_checkreport c ON c.recording_id = r.id
    WHERE t.is_current
), alike AS (
    SELECT dataset_id, language, engine, (created_at AT TIME ZONE 'UTC')::date AS made_on,
           rules_id, failed, count(*) AS amount
    FROM report GROUP BY dataset_id, language, engine, made_on, rules_id, failed
)
INSERT INTO jobs_count (dataset_id, metric, language, source, engine, voice, name, day, amount)
SELECT dataset_id, CASE WHEN name = ANY(failed) THEN 'daily_failed' ELSE 'daily_passed' END,
       language, '', engine, '', regexp_replace(name, '^.*\.', '') AS name,
       to_char(made_on, 'YYYY-MM-DD') AS day, sum(amount)
FROM alike JOIN generation_checkrules rules ON rules.id = rules_id
CROSS JOIN LATERAL unnest(rules.names) AS name
GROUP BY 1, 2, 3, 5, 7, 8
"""
FORGET = """
DELETE FROM jobs_count WHERE metric IN ('daily_failed', 'daily_passed');
DELETE FROM jobs_countdelta WHERE metric IN ('daily_failed', 'daily_passed');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0012_what_storage_keeps"),
        ("generation", "0004_instructed_answers"),
        ("jobs", "0006_days_of_counts"),
    ]
    operations = [migrations.RunSQL(COUNT, FORGET, elidable=True)]
