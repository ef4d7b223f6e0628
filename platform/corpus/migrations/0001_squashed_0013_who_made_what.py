# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('corpus', '0001_initial'), ('corpus', '0002_initial'), ('corpus', '0003_history'), ('corpus', '0004_full_strength'), ('corpus', '0005_item_indexes'), ('corpus', '0006_lean_indexes'), ('corpus', '0007_licence_expressions'), ('corpus', '0008_voices'), ('corpus', '0009_attempts'), ('corpus', '0010_item_walks'), ('corpus', '0011_explored_indexes'), ('corpus', '0012_what_storage_keeps'), ('corpus', '0013_who_made_what')]

    initial = True

    dependencies = [
        ('catalog', '0006_members_leave'),
        ('jobs', '0004_frozen_progress'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(
        ),
        django.contrib.postgres.operations.BtreeGinExtension(
        ),
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='RejectedRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.CharField(help_text='line of the file, or path in its JSON', max_length=200)),
                        ('field', models.CharField(blank=True, max_length=60)),
                        ('reason', models.TextField()),
                        ('excerpt', models.TextField()),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rejects', to='corpus.importrun')),
                    ],
                ),
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('name', models.CharField(max_length=120)),
                        ('sensitive', models.BooleanField(default=False)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='catalog.dataset')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'slug'), name='one_source_per_slug')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corpus_sourceevent" ("dataset_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sensitive", "slug") VALUES (NEW."dataset_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sensitive", NEW."slug"); RETURN NULL;', hash='c3b09258c4819fe9a3ed742401d9db83b945c476', operation='INSERT', pgid='pgtrigger_insert_insert_6be71', table='corpus_source', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corpus_sourceevent" ("dataset_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sensitive", "slug") VALUES (NEW."dataset_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sensitive", NEW."slug"); RETURN NULL;', hash='1dc31ee859e7851038326cfad556fc7216c9f781', operation='UPDATE', pgid='pgtrigger_update_update_b3cd3', table='corpus_source', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Translation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('question', models.TextField()),
                        ('answer', models.TextField()),
                        ('origin', models.CharField(choices=[('source', 'The source itself'), ('machine', 'Machine'), ('human', 'A person')], max_length=8)),
                        ('engine', models.CharField(max_length=60)),
                        ('engine_version', models.CharField(blank=True, max_length=60)),
                        ('parameters', models.JSONField(default=dict)),
                        ('score', models.FloatField(help_text="0-1, how near the memory's source text was", null=True)),
                        ('licence', models.CharField(blank=True, help_text='SPDX expression', max_length=200)),
                        ('fingerprint', models.CharField(help_text='SHA-256 over what it was made from', max_length=64)),
                        ('is_current', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='corpus.item')),
                        ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('job', None), _negated=True), fields=['job'], name='translation_job'), models.Index(condition=models.Q(('author', None), _negated=True), fields=['author'], name='translation_author'), models.Index(condition=models.Q(('is_current', True)), fields=['dataset', 'language', 'licence'], name='translation_current')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('item', 'language'), name='one_current_translation')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('filename', models.CharField(max_length=255)),
                        ('format', models.CharField(max_length=20)),
                        ('sha256', models.CharField(max_length=64)),
                        ('rows_read', models.PositiveIntegerField(default=0)),
                        ('items_added', models.PositiveIntegerField(default=0)),
                        ('items_unchanged', models.PositiveIntegerField(default=0)),
                        ('memory_added', models.PositiveIntegerField(default=0)),
                        ('rejected', models.PositiveIntegerField(default=0)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='catalog.dataset')),
                        ('by_source', models.JSONField(default=dict, help_text='English pairs by source, as {slug: {read, added}}')),
                        ('recordings_added', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corpus_importrunevent" ("created_at", "created_by_id", "dataset_id", "filename", "format", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."filename", NEW."format", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;', hash='07f25bb76b7471aae205b3eab4bb361e25bc8c01', operation='INSERT', pgid='pgtrigger_insert_insert_c5231', table='corpus_importrun', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('external_id', models.CharField(max_length=200)),
                        ('question', models.TextField()),
                        ('answer', models.TextField()),
                        ('context', models.TextField(blank=True)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('split', models.CharField(choices=[('unassigned', 'Not drawn yet'), ('train', 'Train'), ('dev', 'Dev'), ('test', 'Test'), ('excluded', 'Near-duplicate of a held-out item')], default='unassigned', max_length=10)),
                        ('in_bench', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='catalog.dataset')),
                        ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='corpus.source')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('dataset'), django.db.models.functions.text.MD5('question'), name='item_same_question'), models.Index(models.F('dataset'), django.db.models.functions.text.MD5('answer'), name='item_same_answer'), models.Index(fields=['dataset', 'split', 'id'], name='item_split'), models.Index(condition=models.Q(('in_bench', True)), fields=['dataset', 'id'], name='item_bench'), models.Index(fields=['dataset', 'id'], name='item_walk'), models.Index(fields=['source', 'id'], name='item_source_walk'), django.contrib.postgres.indexes.GinIndex(models.F('dataset'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('question'), 'gin_trgm_ops'), name='item_question_trigrams')],
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'external_id'), name='one_item_per_external_id'), models.CheckConstraint(condition=models.Q(('in_bench', False), ('split', 'test'), _connector='OR'), name='bench_is_part_of_test')],
                    },
                ),
                migrations.CreateModel(
                    name='MemoryEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('item_key', models.CharField(blank=True, max_length=200)),
                        ('field', models.CharField(blank=True, max_length=8)),
                        ('source_text', models.TextField()),
                        ('target_text', models.TextField()),
                        ('origin', models.CharField(choices=[('import', 'Imported'), ('correction', "A rater's correction")], max_length=10)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='memory', to='catalog.dataset')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('dataset'), models.F('language'), django.db.models.functions.text.MD5('source_text'), name='memory_exact'), django.contrib.postgres.indexes.GinIndex(models.F('dataset'), models.F('language'), django.contrib.postgres.indexes.OpClass(models.F('source_text'), 'gin_trgm_ops'), name='memory_near')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('item_key', ''), _negated=True), fields=('dataset', 'language', 'item_key', 'field', 'origin'), name='one_memory_per_text'), models.UniqueConstraint(models.F('dataset'), models.F('language'), django.db.models.functions.text.MD5('source_text'), condition=models.Q(('item_key', '')), name='one_memory_per_segment')],
                    },
                ),
                migrations.CreateModel(
                    name='Recording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('duration_s', models.FloatField()),
                        ('sample_rate', models.PositiveIntegerField(help_text='Hz')),
                        ('loudness_lufs', models.FloatField(help_text='ITU-R BS.1770; none under 0.4 s', null=True)),
                        ('peak', models.FloatField(help_text='0-1 of full scale')),
                        ('clipped_share', models.FloatField()),
                        ('leading_silence_s', models.FloatField()),
                        ('trailing_silence_s', models.FloatField()),
                        ('silent_share', models.FloatField()),
                        ('engine', models.CharField(max_length=60)),
                        ('engine_version', models.CharField(max_length=60)),
                        ('voice', models.CharField(max_length=60)),
                        ('parameters', models.JSONField(default=dict)),
                        ('licence', models.CharField(blank=True, help_text='SPDX expression', max_length=200)),
                        ('fingerprint', models.CharField(help_text='SHA-256 over what it was made from', max_length=64)),
                        ('is_current', models.BooleanField(default=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.dataset')),
                        ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                        ('translation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recordings', to='corpus.translation')),
                        ('attempt', models.PositiveSmallIntegerField(db_default=1, default=1)),
                        ('seed', models.BigIntegerField(help_text='none where the engine knows no chance', null=True)),
                        ('set_aside', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), null=True, size=None)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['sha256'], name='recording_sha256'), models.Index(condition=models.Q(('is_current', True), ('set_aside__isnull', False)), fields=['dataset', 'language'], name='recording_set_aside'), models.Index(condition=models.Q(('is_current', True)), fields=['dataset', 'language', 'engine', 'licence'], name='recording_current')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('translation',), name='one_current_recording')],
                    },
                ),
                migrations.CreateModel(
                    name='SourceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('name', models.CharField(max_length=120)),
                        ('sensitive', models.BooleanField(default=False)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='corpus.source')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NearDuplicate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('similarity', models.FloatField(help_text='Jaccard similarity of character 5-grams, 0-1')),
                        ('found_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='near_duplicates', to='catalog.dataset')),
                        ('held_out', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.item')),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.item')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'language', 'held_out', 'other'), name='one_near_duplicate')],
                    },
                ),
                migrations.CreateModel(
                    name='StorageReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('missing', models.PositiveIntegerField(help_text='objects of the dataset that are gone')),
                        ('damaged', models.PositiveIntegerField(help_text='objects of the dataset of another size')),
                        ('orphans', models.PositiveIntegerField(help_text='objects of no dataset')),
                        ('missing_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), help_text='the first 1,000', size=None)),
                        ('damaged_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), help_text='the first 1,000', size=None)),
                        ('orphan_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), help_text='the first 1,000', size=None)),
                        ('checked_at', models.DateTimeField()),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='storage_reports', to='catalog.dataset')),
                    ],
                ),
                migrations.CreateModel(
                    name='Voice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('perceived', models.CharField(choices=[('female', 'Female'), ('male', 'Male'), ('unspecified', 'Not said')], default='unspecified', max_length=12)),
                        ('source', models.CharField(blank=True, help_text='for example LibriVox', max_length=120)),
                        ('source_url', models.URLField(blank=True, max_length=500)),
                        ('licence', models.CharField(help_text='of the clip; SPDX where there is one', max_length=60)),
                        ('reader', models.CharField(blank=True, help_text='who speaks, as credited', max_length=120)),
                        ('sha256', models.CharField(help_text='of the FLAC in the audio store', max_length=64)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('duration_s', models.FloatField()),
                        ('sample_rate', models.PositiveIntegerField(help_text='Hz')),
                        ('loudness_lufs', models.FloatField(help_text='ITU-R BS.1770')),
                        ('snr_db', models.FloatField(help_text='speech over background, an estimate')),
                        ('held_out', models.BooleanField(default=False, help_text='speaks only items of the bench')),
                        ('retired_at', models.DateTimeField(editable=False, null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='catalog.dataset')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['sha256'], name='voice_sha256')],
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'name'), name='one_voice_per_name'), models.UniqueConstraint(fields=('dataset', 'sha256'), name='one_voice_per_clip')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "corpus_voiceevent" ("created_at", "dataset_id", "duration_s", "held_out", "id", "licence", "loudness_lufs", "name", "perceived", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader", "retired_at", "sample_rate", "sha256", "size_bytes", "snr_db", "source", "source_url") VALUES (NEW."created_at", NEW."dataset_id", NEW."duration_s", NEW."held_out", NEW."id", NEW."licence", NEW."loudness_lufs", NEW."name", NEW."perceived", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reader", NEW."retired_at", NEW."sample_rate", NEW."sha256", NEW."size_bytes", NEW."snr_db", NEW."source", NEW."source_url"); RETURN NULL;', hash='55d6271ae6bfe14f0a85b8d088e8658a90ba3717', operation='INSERT', pgid='pgtrigger_insert_insert_f4886', table='corpus_voice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "corpus_voiceevent" ("created_at", "dataset_id", "duration_s", "held_out", "id", "licence", "loudness_lufs", "name", "perceived", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader", "retired_at", "sample_rate", "sha256", "size_bytes", "snr_db", "source", "source_url") VALUES (NEW."created_at", NEW."dataset_id", NEW."duration_s", NEW."held_out", NEW."id", NEW."licence", NEW."loudness_lufs", NEW."name", NEW."perceived", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reader", NEW."retired_at", NEW."sample_rate", NEW."sha256", NEW."size_bytes", NEW."snr_db", NEW."source", NEW."source_url"); RETURN NULL;', hash='f531ec5416e4cf17c3022c95b1a8b3cacb58e2c1', operation='UPDATE', pgid='pgtrigger_update_update_01d4b', table='corpus_voice', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='VoiceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=60)),
                        ('perceived', models.CharField(choices=[('female', 'Female'), ('male', 'Male'), ('unspecified', 'Not said')], default='unspecified', max_length=12)),
                        ('source', models.CharField(blank=True, help_text='for example LibriVox', max_length=120)),
                        ('source_url', models.URLField(blank=True, max_length=500)),
                        ('licence', models.CharField(help_text='of the clip; SPDX where there is one', max_length=60)),
                        ('reader', models.CharField(blank=True, help_text='who speaks, as credited', max_length=120)),
                        ('sha256', models.CharField(help_text='of the FLAC in the audio store', max_length=64)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('duration_s', models.FloatField()),
                        ('sample_rate', models.PositiveIntegerField(help_text='Hz')),
                        ('loudness_lufs', models.FloatField(help_text='ITU-R BS.1770')),
                        ('snr_db', models.FloatField(help_text='speech over background, an estimate')),
                        ('held_out', models.BooleanField(default=False, help_text='speaks only items of the bench')),
                        ('retired_at', models.DateTimeField(editable=False, null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='corpus.voice')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ImportRunEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('filename', models.CharField(max_length=255)),
                        ('format', models.CharField(max_length=20)),
                        ('sha256', models.CharField(max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='corpus.importrun')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
