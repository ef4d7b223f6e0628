# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import secrets
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('releases', '0001_initial'), ('releases', '0002_changes'), ('releases', '0003_publication'), ('releases', '0004_who_made_what')]

    initial = True

    dependencies = [
        ('annotation', '0008_second_reviewer'),
        ('catalog', '0006_members_leave'),
        ('corpus', '0010_item_walks'),
        ('jobs', '0005_ended_batches'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='Release',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as v1 or 2026.11.')])),
                        ('notes', models.TextField(blank=True)),
                        ('definition', models.JSONField(help_text='what was asked for and by which rules, splits and code it was made')),
                        ('numbers', models.JSONField(help_text='all that is published of it: see releases.numbers')),
                        ('gates', models.JSONField(help_text='each gate, what it found, and whether that passes')),
                        ('override_reason', models.TextField(blank=True, help_text='why it was made although gates failed; published with it')),
                        ('rows', models.PositiveBigIntegerField()),
                        ('manifest', models.CharField(help_text='SHA-256 over everything in it', max_length=64)),
                        ('secret', models.CharField(default=secrets.token_hex, editable=False, max_length=64)),
                        ('created_at', models.DateTimeField(help_text='of the snapshot that it was made from')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='catalog.dataset')),
                        ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                        ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.release')),
                        ('changes', models.JSONField(help_text='since the release before; none in those made before it was told', null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'name'), name='one_release_per_name')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9ae854a8c01f4d4497ab3a57b03a715cedbc0957', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_385a7', table='releases_release', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "releases_releaseevent" ("created_at", "created_by_id", "dataset_id", "id", "job_id", "manifest", "name", "notes", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "rows") VALUES (NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."id", NEW."job_id", NEW."manifest", NEW."name", NEW."notes", NEW."override_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_id", NEW."rows"); RETURN NULL;', hash='e265e45488cebbee8d7ed09d35304fc1cada3e8b', operation='INSERT', pgid='pgtrigger_insert_insert_2b00f', table='releases_release', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Export',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('format', models.CharField(choices=[('parquet', 'Parquet with audio, for `datasets`'), ('parquet-text', 'Parquet without audio'), ('webdataset', 'WebDataset, tar files for training'), ('ndjson', 'JSON lines, packed'), ('ratings', 'Raw votes as CSV'), ('tmx', 'Corrected texts as a translation memory')], max_length=12)),
                        ('filters', models.JSONField(default=dict, help_text='of its rows; all if empty')),
                        ('shards_planned', models.PositiveIntegerField(default=0)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='export', to='jobs.job')),
                        ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='releases.release')),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "releases_exportevent" ("created_at", "created_by_id", "filters", "format", "id", "job_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."filters", NEW."format", NEW."id", NEW."job_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."release_id"); RETURN NULL;', hash='aacb50599b6640448cf5ce30f50b00ee25ce8982', operation='INSERT', pgid='pgtrigger_insert_insert_279a9', table='releases_export', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseCorrection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('rater', models.CharField(max_length=16)),
                        ('verdict', models.CharField(max_length=16)),
                        ('seconds', models.FloatField()),
                        ('is_final', models.BooleanField()),
                        ('slice', models.CharField(max_length=16)),
                        ('correction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotation.correction')),
                        ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.item')),
                        ('release', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='releases.release')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('release', 'correction'), name='one_release_correction')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1872ea63b3482163e0a05aa70ea2cc34853c9bda', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_30210', table='releases_releasecorrection', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.BinaryField(help_text='of the line in UTF-8, 32 bytes')),
                        ('line', models.TextField(help_text='JSON, without a line end')),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.dataset')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'sha256'), name='one_line_per_content')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9abf7f1d2683474551493b3860aa192f50c99f91', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_7dcc3', table='releases_releaseline', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('split', models.CharField(max_length=10)),
                        ('in_bench', models.BooleanField()),
                        ('source', models.CharField(max_length=60)),
                        ('verified', models.BooleanField()),
                        ('engine', models.CharField(help_text='that spoke; empty without a recording', max_length=60)),
                        ('licences', models.CharField(help_text='of text and recording, each once', max_length=420)),
                        ('naturalness', models.FloatField(help_text='mean of the votes that count, 1-5', null=True)),
                        ('understood', models.FloatField(help_text='mean of the votes that count, 1-5', null=True)),
                        ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.item')),
                        ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.releaseline')),
                        ('recording', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.recording')),
                        ('release', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='frozen_rows', to='releases.release')),
                        ('text', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.translation')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['release', 'language', 'split', 'item'], name='release_row_walk')],
                        'constraints': [models.UniqueConstraint(fields=('release', 'item', 'language'), name='one_row_per_item_and_language')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85fed57862ae056d60324bcbcb50ba769873824b', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_ce662', table='releases_releaserow', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseVote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('rater', models.CharField(max_length=16)),
                        ('session', models.CharField(max_length=16)),
                        ('naturalness', models.PositiveSmallIntegerField()),
                        ('understood', models.PositiveSmallIntegerField()),
                        ('seconds', models.FloatField()),
                        ('excluded_because', models.CharField(blank=True, max_length=20)),
                        ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.item')),
                        ('rating', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotation.rating')),
                        ('recording', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.recording')),
                        ('release', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='releases.release')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['release', 'recording'], name='release_vote_recording')],
                        'constraints': [models.UniqueConstraint(fields=('release', 'rating'), name='one_release_vote')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fcd275a80de15d48da884441d0b83b0120bdf278', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_7d7b9', table='releases_releasevote', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Shard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(db_index=True, max_length=64)),
                        ('number', models.PositiveIntegerField(help_text='from 0')),
                        ('size_bytes', models.PositiveBigIntegerField()),
                        ('rows', models.PositiveIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.dataset')),
                        ('export', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='shards', to='releases.export')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('export', 'number'), name='one_shard_per_number')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('kind', models.CharField(choices=[('added', 'Was not in it'), ('removed', 'Is in it no longer'), ('corrected', 'A person wrote its text anew'), ('retranslated', 'A machine wrote its text anew'), ('revoiced', 'Has another recording, or the first one, or none now'), ('rejudged', 'Same text and recording, but other votes, checks or split')], max_length=12)),
                        ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='corpus.item')),
                        ('release', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='changed_rows', to='releases.release')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('release', 'kind', 'item', 'language'), name='one_release_change')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='11c78ec2868834393363ff01d5ec30ca1e13d2ab', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_8f40a', table='releases_releasechange', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='releases.release')),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "releases_publicationevent" ("created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."release_id"); RETURN NULL;', hash='c2694bd7d10a0e1a4065148a038fcd09c4ad59ea', operation='INSERT', pgid='pgtrigger_insert_insert_064f5', table='releases_publication', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "releases_publicationevent" ("created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."release_id"); RETURN NULL;', hash='2e102b168f2f08a764afd31204e6332e14ad258a', operation='DELETE', pgid='pgtrigger_delete_delete_7c5df', table='releases_publication', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PublicationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='releases.publication')),
                        ('release', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ExportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('format', models.CharField(choices=[('parquet', 'Parquet with audio, for `datasets`'), ('parquet-text', 'Parquet without audio'), ('webdataset', 'WebDataset, tar files for training'), ('ndjson', 'JSON lines, packed'), ('ratings', 'Raw votes as CSV'), ('tmx', 'Corrected texts as a translation memory')], max_length=12)),
                        ('filters', models.JSONField(default=dict, help_text='of its rows; all if empty')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('job', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='releases.export')),
                        ('release', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as v1 or 2026.11.')])),
                        ('notes', models.TextField(blank=True)),
                        ('override_reason', models.TextField(blank=True, help_text='why it was made although gates failed; published with it')),
                        ('rows', models.PositiveBigIntegerField()),
                        ('manifest', models.CharField(help_text='SHA-256 over everything in it', max_length=64)),
                        ('created_at', models.DateTimeField(help_text='of the snapshot that it was made from')),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='releases.release')),
                        ('previous', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
