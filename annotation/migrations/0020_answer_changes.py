from django.db import migrations

from annotation.migrations._answer_changes import note_changes


class Migration(migrations.Migration):
    dependencies = [
        ("annotation", "0019_kept_figures"),
        ("corpus", "0012_what_storage_keeps"),
    ]

    operations = note_changes()
