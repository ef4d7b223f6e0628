# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('training', '0001_initial'), ('training', '0002_followed'), ('training', '0003_held_by'), ('training', '0004_who_made_what')]

    initial = True

    dependencies = [
        ('catalog', '0006_members_leave'),
        ('jobs', '0005_ended_batches'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('releases', '0004_who_made_what'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='TrainingRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='of the checkpoint it makes', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as omni-v1.')])),
                        ('recipe', models.CharField(help_text='its name when this was started', max_length=80)),
                        ('changes', models.JSONField(default=dict, help_text='by field with dots, to the recipe')),
                        ('definition', models.JSONField(help_text='the recipe as it is trained')),
                        ('folders', models.JSONField(default=dict, help_text='below TRAINING_DATA_FOLDER, by source that is no release')),
                        ('priority', models.SmallIntegerField(default=0)),
                        ('budget', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                        ('step', models.PositiveIntegerField(default=0, help_text='steps done')),
                        ('steps', models.PositiveIntegerField(default=0, help_text='in all; 0 until it is known')),
                        ('facts', models.JSONField(default=dict, help_text='what it said when it started')),
                        ('told_bytes', models.PositiveBigIntegerField(default=0, help_text='of its file of events, that these rows hold already')),
                        ('manifest', models.JSONField(default=dict, help_text='the data it learns from, as it was read')),
                        ('error_code', models.CharField(blank=True, max_length=60)),
                        ('error', models.TextField(blank=True, help_text='why it failed, for people')),
                        ('ended_because', models.CharField(blank=True, help_text='steps, or patience', max_length=20)),
                        ('benchmark', models.CharField(blank=True, help_text='it is tested on afterwards', max_length=40)),
                        ('judge', models.CharField(blank=True, help_text='that compares it with its base', max_length=80)),
                        ('followed_at', models.DateTimeField(null=True)),
                        ('follow_error', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='catalog.dataset')),
                        ('export_job', models.ForeignKey(help_text='whose files it reads', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                        ('job', models.ForeignKey(help_text='the latest', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                        ('jobs', models.ManyToManyField(related_name='trainings', to='jobs.job')),
                        ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='releases.release')),
                        ('followed', models.JSONField(default=dict, help_text='system, baseline and comparison')),
                        ('held_by', models.BigIntegerField(default=0, help_text='fence of the batch under which a worker carries it out; 0: none does')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('job__isnull', True)), fields=['id'], name='training_to_start'), models.Index(condition=models.Q(models.Q(('benchmark', ''), _negated=True), ('followed_at__isnull', True)), fields=['id'], name='training_to_follow')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_trainingrunevent" ("benchmark", "budget", "changes", "created_at", "created_by_id", "dataset_id", "ended_because", "error", "error_code", "export_job_id", "id", "job_id", "judge", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "recipe", "release_id") VALUES (NEW."benchmark", NEW."budget", NEW."changes", NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."ended_because", NEW."error", NEW."error_code", NEW."export_job_id", NEW."id", NEW."job_id", NEW."judge", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."recipe", NEW."release_id"); RETURN NULL;', hash='4885c77d2a9958377e41848837eeaadd5d7caa8e', operation='INSERT', pgid='pgtrigger_insert_insert_94a63', table='training_trainingrun', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."benchmark" IS DISTINCT FROM (NEW."benchmark") OR OLD."budget" IS DISTINCT FROM (NEW."budget") OR OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."dataset_id" IS DISTINCT FROM (NEW."dataset_id") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."error_code" IS DISTINCT FROM (NEW."error_code") OR OLD."export_job_id" IS DISTINCT FROM (NEW."export_job_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."job_id" IS DISTINCT FROM (NEW."job_id") OR OLD."judge" IS DISTINCT FROM (NEW."judge") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."recipe" IS DISTINCT FROM (NEW."recipe") OR OLD."release_id" IS DISTINCT FROM (NEW."release_id"))', func='INSERT INTO "training_trainingrunevent" ("benchmark", "budget", "changes", "created_at", "created_by_id", "dataset_id", "ended_because", "error", "error_code", "export_job_id", "id", "job_id", "judge", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "recipe", "release_id") VALUES (NEW."benchmark", NEW."budget", NEW."changes", NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."ended_because", NEW."error", NEW."error_code", NEW."export_job_id", NEW."id", NEW."job_id", NEW."judge", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."recipe", NEW."release_id"); RETURN NULL;', hash='18969f922f674da4bc0e27bcc6ec57df1d82ff00', operation='UPDATE', pgid='pgtrigger_update_update_fe576', table='training_trainingrun', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TrainingPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.PositiveIntegerField(help_text='the last of them')),
                        ('epoch', models.FloatField()),
                        ('loss', models.FloatField(help_text='nats an answer token')),
                        ('learning_rate', models.FloatField()),
                        ('norm', models.FloatField(help_text='of the gradient, before it was cut')),
                        ('samples_per_s', models.FloatField()),
                        ('tokens_per_s', models.FloatField()),
                        ('memory_bytes', models.PositiveBigIntegerField(help_text='the most that a device held')),
                        ('at', models.DateTimeField()),
                        ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='points', to='training.trainingrun')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('run', 'step'), name='one_point_per_step')],
                    },
                ),
                migrations.CreateModel(
                    name='SkippedSample',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=300)),
                        ('reason', models.CharField(help_text='a code, such as unreadable', max_length=60)),
                        ('detail', models.TextField(blank=True, help_text='for people')),
                        ('step', models.PositiveIntegerField(help_text='in which it was met first')),
                        ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='skipped', to='training.trainingrun')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('run', 'key'), name='one_skip_per_sample')],
                    },
                ),
                migrations.CreateModel(
                    name='Checkpoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('folder', models.CharField(help_text='below FINETUNED_FOLDER; its name in evaluations', max_length=120, unique=True)),
                        ('step', models.PositiveIntegerField()),
                        ('is_best', models.BooleanField(help_text='of its training, by validation loss')),
                        ('is_final', models.BooleanField()),
                        ('sums', models.JSONField(default=dict, help_text='SHA-256 by file')),
                        ('size_bytes', models.PositiveBigIntegerField(default=0)),
                        ('metrics', models.JSONField(default=dict)),
                        ('licences', models.JSONField(default=dict, help_text='by what it was made from')),
                        ('removed_at', models.DateTimeField(help_text='when it made room for a better one', null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='training.trainingrun')),
                    ],
                ),
                migrations.CreateModel(
                    name='Validation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.PositiveIntegerField()),
                        ('loss', models.FloatField(help_text='nats an answer token, of samples held out')),
                        ('metrics', models.JSONField(default=dict, help_text='such as wer and bleu')),
                        ('is_best', models.BooleanField(help_text='none before it had a lower loss')),
                        ('at', models.DateTimeField()),
                        ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='validations', to='training.trainingrun')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('run', 'step'), name='one_validation_per_step')],
                    },
                ),
                migrations.CreateModel(
                    name='TrainingRunEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text='of the checkpoint it makes', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as omni-v1.')])),
                        ('recipe', models.CharField(help_text='its name when this was started', max_length=80)),
                        ('changes', models.JSONField(default=dict, help_text='by field with dots, to the recipe')),
                        ('priority', models.SmallIntegerField(default=0)),
                        ('budget', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                        ('error_code', models.CharField(blank=True, max_length=60)),
                        ('error', models.TextField(blank=True, help_text='why it failed, for people')),
                        ('ended_because', models.CharField(blank=True, help_text='steps, or patience', max_length=20)),
                        ('benchmark', models.CharField(blank=True, help_text='it is tested on afterwards', max_length=40)),
                        ('judge', models.CharField(blank=True, help_text='that compares it with its base', max_length=80)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('export_job', models.ForeignKey(db_constraint=False, help_text='whose files it reads', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                        ('job', models.ForeignKey(db_constraint=False, help_text='the latest', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.trainingrun')),
                        ('release', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
