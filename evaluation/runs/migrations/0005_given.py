from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evaluation", "0004_score_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="benchmarkitem",
            name="given",
            field=models.JSONField(
                default=dict,
                help_text="what the prompt names of it, by name: a passage, a keyword",
            ),
        ),
    ]
