from django.db import migrations

# What was scored before counts were kept has none; the next sweep makes them.
_ASK = "UPDATE evaluation_evaluation SET changes = changes + 1"


class Migration(migrations.Migration):

    dependencies = [
        ("evaluation", "0003_drawn"),
    ]

    operations = [migrations.RunSQL(_ASK, migrations.RunSQL.noop, elidable=True)]
