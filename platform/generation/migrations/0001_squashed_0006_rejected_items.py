# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('generation', '0001_initial'), ('generation', '0002_reports'), ('generation', '0003_pace'), ('generation', '0004_instructed_answers'), ('generation', '0005_daily_counts'), ('generation', '0006_rejected_items')]

    initial = True

    dependencies = [
        ('catalog', '0005_engines_by_language'),
        ('corpus', '0012_what_storage_keeps'),
        ('jobs', '0006_days_of_counts'),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='CheckRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                        ('versions', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                        ('thresholds', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('names', 'versions', 'thresholds'), name='one_row_per_set_of_rules')],
                    },
                ),
                migrations.CreateModel(
                    name='CheckReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('measured', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), help_text='more is worse', size=None)),
                        ('failed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                        ('details', models.JSONField(default=dict)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('recording', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='corpus.recording')),
                        ('translation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='corpus.translation')),
                        ('rules', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='generation.checkrules')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['dataset', 'rules'], name='report_rules'), models.Index(condition=models.Q(('failed', []), _negated=True), fields=['dataset', 'language'], include=('failed', 'translation', 'recording'), name='report_failed')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('translation', None), ('recording', None), _connector='XOR'), name='report_has_one_subject'), models.UniqueConstraint(condition=models.Q(('translation__isnull', False)), fields=('translation',), name='one_report_per_translation'), models.UniqueConstraint(condition=models.Q(('recording__isnull', False)), fields=('recording',), name='one_report_per_recording')],
                    },
                ),
                migrations.CreateModel(
                    name='PaceDistribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('language', models.CharField(max_length=3)),
                        ('engine', models.CharField(max_length=60)),
                        ('median', models.FloatField(help_text='logarithm of seconds per expected second')),
                        ('deviation', models.FloatField(help_text='median absolute deviation')),
                        ('recordings', models.PositiveBigIntegerField(help_text='that there were when it was measured')),
                        ('measured_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'version', 'language', 'engine'), name='one_pace_per_version')],
                    },
                ),
                migrations.CreateModel(
                    name='InstructedAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('instruction', models.CharField(max_length=500)),
                        ('answer', models.TextField()),
                        ('engine', models.CharField(max_length=60)),
                        ('engine_version', models.CharField(blank=True, max_length=60)),
                        ('parameters', models.JSONField(default=dict)),
                        ('licence', models.CharField(blank=True, help_text='SPDX expression', max_length=200)),
                        ('fingerprint', models.CharField(help_text='SHA-256 over what it was made from', max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                        ('translation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.translation')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('job', None), _negated=True), fields=['job'], name='instructed_answer_job')],
                        'constraints': [models.UniqueConstraint(fields=('translation', 'fingerprint'), name='one_answer_made_from_the_same')],
                    },
                ),
            ],
        ),
    ]
