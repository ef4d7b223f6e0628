from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("training", "0002_followed"),
    ]

    operations = [
        migrations.AddField(
            model_name="trainingrun",
            name="held_by",
            field=models.BigIntegerField(
                default=0,
                help_text="fence of the batch under which a worker carries it out; 0: none does",
            ),
        ),
    ]
