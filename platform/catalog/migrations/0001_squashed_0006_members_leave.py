# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import accounts.validators
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('catalog', '0001_initial'), ('catalog', '0002_history'), ('catalog', '0003_description_limit'), ('catalog', '0004_known_languages'), ('catalog', '0005_engines_by_language'), ('catalog', '0006_members_leave')]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='Dataset',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=60, unique=True)),
                        ('name', models.CharField(max_length=120)),
                        ('description', models.TextField(blank=True, max_length=4000)),
                        ('licence', models.CharField(blank=True, max_length=60)),
                        ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None, validators=[accounts.validators.validate_languages])),
                        ('dev_size', models.PositiveIntegerField(default=2000, validators=[django.core.validators.MinValueValidator(1)])),
                        ('test_size', models.PositiveIntegerField(default=1000, validators=[django.core.validators.MinValueValidator(1)])),
                        ('bench_size', models.PositiveIntegerField(default=200, validators=[django.core.validators.MinValueValidator(1)])),
                        ('split_seed', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('splits_drawn_at', models.DateTimeField(editable=False, null=True)),
                        ('bench_synthesizers', models.JSONField(blank=True, default=dict)),
                        ('synthesizers', models.JSONField(blank=True, default=dict)),
                        ('voice_seed', models.PositiveIntegerField(default=1)),
                        ('voice_share_cap', models.FloatField(default=0.2, validators=[django.core.validators.MinValueValidator(0.001), django.core.validators.MaxValueValidator(1)])),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('bench_size__lte', models.F('test_size'))), name='bench_lies_within_test', violation_error_message="The bench lies within test, so it can't be larger.")],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_datasetevent" ("bench_size", "bench_synthesizers", "created_at", "created_by_id", "description", "dev_size", "id", "languages", "licence", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "split_seed", "splits_drawn_at", "synthesizers", "test_size", "voice_seed", "voice_share_cap") VALUES (NEW."bench_size", NEW."bench_synthesizers", NEW."created_at", NEW."created_by_id", NEW."description", NEW."dev_size", NEW."id", NEW."languages", NEW."licence", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."split_seed", NEW."splits_drawn_at", NEW."synthesizers", NEW."test_size", NEW."voice_seed", NEW."voice_share_cap"); RETURN NULL;', hash='e54e423f5324f31cf8c3709f9691f33a3b9a8f48', operation='INSERT', pgid='pgtrigger_insert_insert_77ebf', table='catalog_dataset', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_datasetevent" ("bench_size", "bench_synthesizers", "created_at", "created_by_id", "description", "dev_size", "id", "languages", "licence", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "split_seed", "splits_drawn_at", "synthesizers", "test_size", "voice_seed", "voice_share_cap") VALUES (NEW."bench_size", NEW."bench_synthesizers", NEW."created_at", NEW."created_by_id", NEW."description", NEW."dev_size", NEW."id", NEW."languages", NEW."licence", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."split_seed", NEW."splits_drawn_at", NEW."synthesizers", NEW."test_size", NEW."voice_seed", NEW."voice_share_cap"); RETURN NULL;', hash='506abe2c3f8b82621a9a1d8717652620dade6644', operation='UPDATE', pgid='pgtrigger_update_update_743ff', table='catalog_dataset', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='DatasetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('name', models.CharField(max_length=120)),
                        ('description', models.TextField(blank=True, max_length=4000)),
                        ('licence', models.CharField(blank=True, max_length=60)),
                        ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None, validators=[accounts.validators.validate_languages])),
                        ('dev_size', models.PositiveIntegerField(default=2000, validators=[django.core.validators.MinValueValidator(1)])),
                        ('test_size', models.PositiveIntegerField(default=1000, validators=[django.core.validators.MinValueValidator(1)])),
                        ('bench_size', models.PositiveIntegerField(default=200, validators=[django.core.validators.MinValueValidator(1)])),
                        ('split_seed', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalog.dataset')),
                        ('splits_drawn_at', models.DateTimeField(editable=False, null=True)),
                        ('bench_synthesizers', models.JSONField(blank=True, default=dict)),
                        ('synthesizers', models.JSONField(blank=True, default=dict)),
                        ('voice_seed', models.PositiveIntegerField(default=1)),
                        ('voice_share_cap', models.FloatField(default=0.2, validators=[django.core.validators.MinValueValidator(0.001), django.core.validators.MaxValueValidator(1)])),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='catalog.dataset')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'user'), name='one_membership_per_person')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_membershipevent" ("dataset_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."dataset_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='db1400c6bd2c6fe49262ed57cb538e8ccf0033b7', operation='INSERT', pgid='pgtrigger_insert_insert_7e5fb', table='catalog_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_membershipevent" ("dataset_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."dataset_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='896c0a20fc084c6b9210a208c1632b31f414f511', operation='UPDATE', pgid='pgtrigger_update_update_7627c', table='catalog_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_membershipevent" ("dataset_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."dataset_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='8ddd4017e5f9661911cf7f77893a9a24688c4766', operation='DELETE', pgid='pgtrigger_delete_delete_35b6d', table='catalog_membership', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalog.membership')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
