from django.db import migrations

# They counted towards what a clip needs, and were screened out all the same.
ASK_OTHERS = """
UPDATE annotation_task task
SET answered = task.answered - lapsed.votes, taken = task.taken - lapsed.votes
FROM (
    SELECT given.task_id, count(*) AS votes
    FROM annotation_assignment given
    JOIN annotation_ratingsession session ON session.id = given.session_id
    WHERE given.state = 'answered' AND session.state = 'lapsed'
    GROUP BY given.task_id
) lapsed
WHERE task.id = lapsed.task_id AND task.recording_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("annotation", "0008_second_reviewer")]

    operations = [migrations.RunSQL(ASK_OTHERS, migrations.RunSQL.noop, elidable=True)]
