# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('jobs', '0001_initial'), ('jobs', '0002_counts'), ('jobs', '0003_strength'), ('jobs', '0004_frozen_progress'), ('jobs', '0005_ended_batches'), ('jobs', '0006_days_of_counts')]

    initial = True

    dependencies = [
        ('catalog', '0006_members_leave'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Fencing tokens: every claim of any batch gets a larger number than all before it.
        migrations.RunSQL(
            sql='CREATE SEQUENCE jobs_fence',
            reverse_sql='DROP SEQUENCE jobs_fence',
        ),
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('queue', models.CharField(choices=[('cpu', 'Any worker'), ('gpu', 'A worker with a GPU'), ('train', 'A worker that trains'), ('sync', 'Short housekeeping')], max_length=8)),
                        ('parameters', models.JSONField(default=dict)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('state', models.CharField(choices=[('planning', 'Planning'), ('running', 'Running'), ('paused', 'Paused'), ('succeeded', 'Succeeded'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='planning', max_length=10)),
                        ('units_total', models.PositiveBigIntegerField(default=0)),
                        ('error', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='catalog.dataset')),
                        ('budget', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                        ('pause_reason', models.CharField(blank=True, choices=[('asked', 'A person paused it'), ('budget_reached', 'Its cost reached its budget')], max_length=20)),
                        ('price_per_hour', models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                        ('priority', models.SmallIntegerField(default=0)),
                        ('final_progress', models.JSONField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state', 'running')), fields=['queue'], name='job_running')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['paused', 'planning', 'running'])), fields=('dataset', 'kind', 'fingerprint'), name='one_active_job_per_purpose')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobs_jobevent" ("budget", "created_at", "created_by_id", "dataset_id", "error", "fingerprint", "finished_at", "id", "kind", "parameters", "pause_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_per_hour", "priority", "queue", "started_at", "state", "units_total") VALUES (NEW."budget", NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."error", NEW."fingerprint", NEW."finished_at", NEW."id", NEW."kind", NEW."parameters", NEW."pause_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price_per_hour", NEW."priority", NEW."queue", NEW."started_at", NEW."state", NEW."units_total"); RETURN NULL;', hash='53b76bed30036ba55d49b8c52e6311da305ee8d2', operation='INSERT', pgid='pgtrigger_insert_insert_8da9d', table='jobs_job', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."budget" IS DISTINCT FROM (NEW."budget") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."dataset_id" IS DISTINCT FROM (NEW."dataset_id") OR OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."parameters" IS DISTINCT FROM (NEW."parameters") OR OLD."pause_reason" IS DISTINCT FROM (NEW."pause_reason") OR OLD."price_per_hour" IS DISTINCT FROM (NEW."price_per_hour") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."queue" IS DISTINCT FROM (NEW."queue") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."units_total" IS DISTINCT FROM (NEW."units_total"))', func='INSERT INTO "jobs_jobevent" ("budget", "created_at", "created_by_id", "dataset_id", "error", "fingerprint", "finished_at", "id", "kind", "parameters", "pause_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_per_hour", "priority", "queue", "started_at", "state", "units_total") VALUES (NEW."budget", NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."error", NEW."fingerprint", NEW."finished_at", NEW."id", NEW."kind", NEW."parameters", NEW."pause_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price_per_hour", NEW."priority", NEW."queue", NEW."started_at", NEW."state", NEW."units_total"); RETURN NULL;', hash='9bdeb77b0a75c901f8c9ebdfbd6e3aab31ae6363', operation='UPDATE', pgid='pgtrigger_update_update_91845', table='jobs_job', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('queue', models.CharField(choices=[('cpu', 'Any worker'), ('gpu', 'A worker with a GPU'), ('train', 'A worker that trains'), ('sync', 'Short housekeeping')], max_length=8)),
                        ('language', models.CharField(max_length=3)),
                        ('subject_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                        ('units', models.PositiveIntegerField()),
                        ('units_failed', models.PositiveIntegerField(default=0)),
                        ('state', models.CharField(choices=[('ready', 'Ready'), ('claimed', 'Claimed'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='ready', max_length=10)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('fence', models.BigIntegerField(default=0)),
                        ('lease_expires_at', models.DateTimeField(null=True)),
                        ('worker', models.CharField(blank=True, max_length=120)),
                        ('error', models.TextField(blank=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('job', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='jobs.job')),
                        ('busy_seconds', models.FloatField(db_default=0, default=0)),
                        ('claimed_at', models.DateTimeField(null=True)),
                        ('deaths', models.PositiveSmallIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('state__in', ['claimed', 'ready'])), fields=['job'], name='batch_open'), models.Index(condition=models.Q(('state', 'failed')), fields=['job'], name='batch_failed'), models.Index(condition=models.Q(('state', 'ready')), fields=['job', 'id'], name='batch_ready'), models.Index(condition=models.Q(('state', 'claimed')), fields=['job', 'lease_expires_at'], name='batch_claimed'), models.Index(condition=models.Q(('fence__gt', 0)), fields=['job', 'fence'], name='batch_served'), models.Index(fields=['job', 'state'], include=('units', 'units_failed', 'busy_seconds'), name='batch_progress'), models.Index(condition=models.Q(('error', ''), _negated=True), fields=['job'], name='batch_troubled'), models.Index(condition=models.Q(('finished_at__isnull', False)), fields=['finished_at'], include=('job', 'state', 'language', 'units', 'units_failed', 'busy_seconds'), name='batch_ended')],
                    },
                ),
                migrations.CreateModel(
                    name='JobEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(max_length=40)),
                        ('queue', models.CharField(choices=[('cpu', 'Any worker'), ('gpu', 'A worker with a GPU'), ('train', 'A worker that trains'), ('sync', 'Short housekeeping')], max_length=8)),
                        ('parameters', models.JSONField(default=dict)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('state', models.CharField(choices=[('planning', 'Planning'), ('running', 'Running'), ('paused', 'Paused'), ('succeeded', 'Succeeded'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='planning', max_length=10)),
                        ('units_total', models.PositiveBigIntegerField(default=0)),
                        ('error', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('started_at', models.DateTimeField(null=True)),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='jobs.job')),
                        ('budget', models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                        ('pause_reason', models.CharField(blank=True, choices=[('asked', 'A person paused it'), ('budget_reached', 'Its cost reached its budget')], max_length=20)),
                        ('price_per_hour', models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                        ('priority', models.SmallIntegerField(default=0)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='UnitFailure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=60)),
                        ('message', models.TextField()),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='failures', to='jobs.batch')),
                        ('job', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='failures', to='jobs.job')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['job', 'id'], name='failure_of_job')],
                    },
                ),
                migrations.CreateModel(
                    name='CountDelta',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('metric', models.CharField(max_length=20)),
                        ('language', models.CharField(default='', max_length=3)),
                        ('source', models.CharField(default='', max_length=60)),
                        ('engine', models.CharField(default='', max_length=60)),
                        ('voice', models.CharField(default='', max_length=60)),
                        ('name', models.CharField(default='', max_length=60)),
                        ('amount', models.BigIntegerField()),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('day', models.CharField(db_default='', default='', help_text='of UTC', max_length=10)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Count',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('metric', models.CharField(max_length=20)),
                        ('language', models.CharField(default='', max_length=3)),
                        ('source', models.CharField(default='', max_length=60)),
                        ('engine', models.CharField(default='', max_length=60)),
                        ('voice', models.CharField(default='', max_length=60)),
                        ('name', models.CharField(default='', max_length=60)),
                        ('amount', models.BigIntegerField()),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('day', models.CharField(db_default='', default='', help_text='of UTC', max_length=10)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'metric', 'language', 'source', 'engine', 'voice', 'name', 'day'), name='one_count_per_key')],
                    },
                ),
            ],
        ),
    ]
