# Made from the migrations that it replaces: docs/decisions/0020-squashed-migrations.md

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from common.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('evaluation', '0001_initial'), ('evaluation', '0002_pair_counts'), ('evaluation', '0003_drawn'), ('evaluation', '0004_score_anew'), ('evaluation', '0005_given'), ('evaluation', '0006_who_made_what')]

    initial = True

    dependencies = [
        ('annotation', '0015_pairs'),
        ('catalog', '0006_members_leave'),
        ('jobs', '0005_ended_batches'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('releases', '0003_publication'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='Benchmark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as qa-v1.')])),
                        ('suite', models.CharField(help_text='its name when this was frozen', max_length=60)),
                        ('task', models.CharField(choices=[('answer', 'Answer'), ('transcribe', 'Transcribe'), ('translate', 'Translate')], max_length=12)),
                        ('definition', models.JSONField(help_text='the suite as it was, and where the items came from')),
                        ('languages', models.JSONField(help_text='ISO 639-3, in order')),
                        ('items_total', models.PositiveIntegerField()),
                        ('left_out', models.JSONField(help_text='how many rows were no items, by reason')),
                        ('contamination', models.JSONField(help_text='by language: questions that a training split has, exactly, nearly, or as audio')),
                        ('manifest', models.CharField(help_text='SHA-256 over all items', max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='benchmarks', to='catalog.dataset')),
                        ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                        ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='benchmarks', to='releases.release')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'name'), name='one_benchmark_per_name')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='763a60cd295b82f3cd1582162ac9f89bb87984a9', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_5099d', table='evaluation_benchmark', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_benchmarkevent" ("created_at", "created_by_id", "dataset_id", "id", "items_total", "job_id", "languages", "manifest", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "suite", "task") VALUES (NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."id", NEW."items_total", NEW."job_id", NEW."languages", NEW."manifest", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."release_id", NEW."suite", NEW."task"); RETURN NULL;', hash='9cb84a2f9477876cbb7eddbcbf90a6c63fa6d50c', operation='INSERT', pgid='pgtrigger_insert_insert_94f1e', table='evaluation_benchmark', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='BenchmarkItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200)),
                        ('cluster', models.CharField(max_length=200)),
                        ('language', models.CharField(help_text='spoken', max_length=3)),
                        ('target', models.CharField(help_text='in which the answer is wanted', max_length=3)),
                        ('question', models.TextField(help_text='what the clip says, where it is known')),
                        ('reference', models.TextField(help_text='what is right')),
                        ('sha256', models.CharField(help_text='of the clip in the audio store', max_length=64)),
                        ('size_bytes', models.PositiveIntegerField(help_text='of the clip')),
                        ('seconds', models.FloatField()),
                        ('source', models.CharField(blank=True, max_length=60)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('benchmark', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='evaluation.benchmark')),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.dataset')),
                        ('given', models.JSONField(default=dict, help_text='what the prompt names of it, by name: a passage, a keyword')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['sha256'], name='benchmark_item_audio'), models.Index(fields=['benchmark', 'language', 'id'], name='benchmark_item_walk')],
                        'constraints': [models.UniqueConstraint(fields=('benchmark', 'key', 'language', 'target'), name='one_benchmark_item')],
                        'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0c409cf0508e9c54bfa8393385ad821a56519eff', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_ffccb', table='evaluation_benchmarkitem', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Evaluation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('changes', models.PositiveIntegerField(db_default=0, default=0)),
                        ('scored_changes', models.PositiveIntegerField(db_default=0, default=0)),
                        ('scored_at', models.DateTimeField(help_text='when what was scored was read', null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('benchmark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='evaluation.benchmark')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('jobs', models.ManyToManyField(related_name='evaluations', to='jobs.job')),
                        ('system', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='evaluation.system')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('changes', models.F('scored_changes')), _negated=True), fields=['id'], name='evaluation_to_score')],
                        'constraints': [models.UniqueConstraint(fields=('system', 'benchmark'), name='one_evaluation')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_evaluationevent" ("benchmark_id", "created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system_id") VALUES (NEW."benchmark_id", NEW."created_at", NEW."created_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."system_id"); RETURN NULL;', hash='6dadb49e3a6b0798edbb1269b297fee3ce970734', operation='INSERT', pgid='pgtrigger_insert_insert_99147', table='evaluation_evaluation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_evaluationevent" ("benchmark_id", "created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system_id") VALUES (OLD."benchmark_id", OLD."created_at", OLD."created_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."system_id"); RETURN NULL;', hash='633b7962db37a8431f4aae1cebacd0a3c10d0fa2', operation='DELETE', pgid='pgtrigger_delete_delete_38f22', table='evaluation_evaluation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Comparison',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('judge', models.CharField(help_text='a chat model, as the registry calls it', max_length=80)),
                        ('prompt_version', models.CharField(max_length=20)),
                        ('protocol', models.CharField(max_length=12)),
                        ('seed', models.PositiveIntegerField(default=0)),
                        ('changes', models.PositiveIntegerField(db_default=0, default=0)),
                        ('scored_changes', models.PositiveIntegerField(db_default=0, default=0)),
                        ('scored_at', models.DateTimeField(help_text='when what was scored was read', null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('jobs', models.ManyToManyField(related_name='comparisons', to='jobs.job')),
                        ('baseline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                        ('evaluation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='evaluation.evaluation')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('changes', models.F('scored_changes')), _negated=True), fields=['id'], name='comparison_to_score')],
                        'constraints': [models.UniqueConstraint(fields=('evaluation', 'baseline', 'judge', 'prompt_version', 'protocol', 'seed'), name='one_comparison'), models.CheckConstraint(condition=models.Q(('evaluation', models.F('baseline')), _negated=True), name='two_are_compared')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_comparisonevent" ("baseline_id", "created_at", "created_by_id", "evaluation_id", "id", "judge", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt_version", "protocol", "seed") VALUES (NEW."baseline_id", NEW."created_at", NEW."created_by_id", NEW."evaluation_id", NEW."id", NEW."judge", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prompt_version", NEW."protocol", NEW."seed"); RETURN NULL;', hash='a7baed4b67f154377d22bee1380b93ff72644e8c', operation='INSERT', pgid='pgtrigger_insert_insert_0de98', table='evaluation_comparison', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_comparisonevent" ("baseline_id", "created_at", "created_by_id", "evaluation_id", "id", "judge", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt_version", "protocol", "seed") VALUES (OLD."baseline_id", OLD."created_at", OLD."created_by_id", OLD."evaluation_id", OLD."id", OLD."judge", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prompt_version", OLD."protocol", OLD."seed"); RETURN NULL;', hash='1136445018e75dd5cba6aab618a8eb9a553f2a9a', operation='DELETE', pgid='pgtrigger_delete_delete_ca479', table='evaluation_comparison', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.CharField(help_text='who stood first', max_length=20)),
                        ('messages', models.JSONField(help_text='what the judge was sent, as role and content')),
                        ('reply', models.TextField(blank=True, help_text='what it said, to the letter')),
                        ('reason', models.TextField(blank=True)),
                        ('verdict', models.CharField(blank=True, help_text='empty: could not be read', max_length=10)),
                        ('input_tokens', models.PositiveIntegerField(default=0)),
                        ('output_tokens', models.PositiveIntegerField(default=0)),
                        ('cost', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                        ('judge_version', models.CharField(max_length=120)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('comparison', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='evaluation.comparison')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='evaluation.benchmarkitem')),
                        ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('comparison', 'item', 'order'), name='one_judgement')],
                        'triggers': [pgtrigger.compiler.Trigger(name='judgement_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='96fbc82f535bd8396f923d08140f11aac2184f02', operation='UPDATE', pgid='pgtrigger_judgement_is_kept_78be7', table='evaluation_judgement', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='PeopleCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sampled', models.CharField(help_text='uniform, or where the judge flips', max_length=10)),
                        ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotation.campaign')),
                        ('comparison', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people_checks', to='evaluation.comparison')),
                    ],
                ),
                migrations.CreateModel(
                    name='Response',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True)),
                        ('heard', models.TextField(help_text="what a cascade's recognizer wrote down", null=True)),
                        ('guessed_language', models.CharField(blank=True, help_text='of the text; empty where nobody could tell', max_length=12)),
                        ('input_tokens', models.PositiveIntegerField(default=0)),
                        ('output_tokens', models.PositiveIntegerField(default=0)),
                        ('engine_version', models.CharField(max_length=120)),
                        ('fingerprint', models.CharField(db_index=True, max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('evaluation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='evaluation.evaluation')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='evaluation.benchmarkitem')),
                        ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('evaluation', 'item'), name='one_response')],
                        'triggers': [pgtrigger.compiler.Trigger(name='response_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6379e28cffe1d9aac19f6f449713648a71f6953a', operation='UPDATE', pgid='pgtrigger_response_is_kept_55091', table='evaluation_response', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Score',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('metric', models.CharField(max_length=20)),
                        ('language', models.CharField(blank=True, help_text='empty: over all', max_length=3)),
                        ('target', models.CharField(blank=True, help_text='where it is another', max_length=3)),
                        ('value', models.FloatField(help_text='None: nothing to measure', null=True)),
                        ('low', models.FloatField(help_text='of the 95% interval', null=True)),
                        ('high', models.FloatField(null=True)),
                        ('items', models.PositiveIntegerField()),
                        ('signature', models.CharField(blank=True, max_length=300)),
                        ('details', models.JSONField(default=dict, help_text='counts that the value was made from')),
                        ('scored_at', models.DateTimeField(auto_now_add=True)),
                        ('comparison', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='evaluation.comparison')),
                        ('evaluation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='evaluation.evaluation')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['comparison'], name='score_comparison')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('evaluation', None), ('comparison', None), _connector='XOR'), name='score_of_one_thing'), models.UniqueConstraint(fields=('evaluation', 'comparison', 'metric', 'language', 'target'), name='one_score', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='System',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as qa-v1.')])),
                        ('engine', models.CharField(help_text='a responder, as the registry calls it', max_length=80)),
                        ('prompts', models.JSONField(default=dict, help_text="text beside the audio by task, where not the suite's own")),
                        ('sampling', models.JSONField(help_text='fields of engines.protocols.Sampling')),
                        ('languages', models.JSONField(help_text='ISO 639-3, those it says it supports; empty: not said')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='systems', to='catalog.dataset')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('dataset', 'name'), name='one_system_per_name')],
                        'triggers': [pgtrigger.compiler.Trigger(name='system_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9d68f0071da64ad28d0a2b13c42c6f09554b1d7c', operation='UPDATE', pgid='pgtrigger_system_is_kept_59f4e', table='evaluation_system', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_systemevent" ("created_at", "created_by_id", "dataset_id", "engine", "id", "languages", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompts", "sampling") VALUES (NEW."created_at", NEW."created_by_id", NEW."dataset_id", NEW."engine", NEW."id", NEW."languages", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prompts", NEW."sampling"); RETURN NULL;', hash='d74f86d463ccf9628ea6a37fc2d13375347a6675', operation='INSERT', pgid='pgtrigger_insert_insert_a310d', table='evaluation_system', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "evaluation_systemevent" ("created_at", "created_by_id", "dataset_id", "engine", "id", "languages", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompts", "sampling") VALUES (OLD."created_at", OLD."created_by_id", OLD."dataset_id", OLD."engine", OLD."id", OLD."languages", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prompts", OLD."sampling"); RETURN NULL;', hash='eea84dd3a75a6b383df0b900e5232196a8efb15d', operation='DELETE', pgid='pgtrigger_delete_delete_a876c', table='evaluation_system', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PairCounts',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=3)),
                        ('target', models.CharField(max_length=3)),
                        ('made_from', models.CharField(help_text='SHA-256 of which answers, and how', max_length=64)),
                        ('numbers', models.BinaryField(help_text='as scoring.packing writes them')),
                        ('evaluation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='evaluation.evaluation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('evaluation', 'language', 'target'), name='one_count_per_pair')],
                    },
                ),
                migrations.CreateModel(
                    name='Opinions',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('found', models.JSONField(default=list, help_text='as REST tells it')),
                        ('made_at', models.DateTimeField(help_text='when what it was made of was read', null=True)),
                        ('seconds', models.FloatField(default=0.0, help_text='that it took')),
                        ('made_from', models.CharField(help_text='SHA-256 of which votes and verdicts', max_length=64)),
                        ('comparison', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='evaluation.comparison')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SystemDifference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('found', models.JSONField(default=list, help_text='as REST tells it')),
                        ('made_at', models.DateTimeField(help_text='when what it was made of was read', null=True)),
                        ('seconds', models.FloatField(default=0.0, help_text='that it took')),
                        ('baseline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.evaluation')),
                        ('evaluation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='differences', to='evaluation.evaluation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('evaluation', 'baseline'), name='one_difference')],
                    },
                ),
                migrations.CreateModel(
                    name='BenchmarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as qa-v1.')])),
                        ('suite', models.CharField(help_text='its name when this was frozen', max_length=60)),
                        ('task', models.CharField(choices=[('answer', 'Answer'), ('transcribe', 'Transcribe'), ('translate', 'Translate')], max_length=12)),
                        ('languages', models.JSONField(help_text='ISO 639-3, in order')),
                        ('items_total', models.PositiveIntegerField()),
                        ('manifest', models.CharField(help_text='SHA-256 over all items', max_length=64)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluation.benchmark')),
                        ('release', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='releases.release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ComparisonEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('judge', models.CharField(help_text='a chat model, as the registry calls it', max_length=80)),
                        ('prompt_version', models.CharField(max_length=20)),
                        ('protocol', models.CharField(max_length=12)),
                        ('seed', models.PositiveIntegerField(default=0)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('baseline', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluation.evaluation')),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('evaluation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluation.evaluation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluation.comparison')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EvaluationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('benchmark', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluation.benchmark')),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluation.evaluation')),
                        ('system', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluation.system')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SystemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*\\Z', 'Small letters, digits, dots and dashes, such as qa-v1.')])),
                        ('engine', models.CharField(help_text='a responder, as the registry calls it', max_length=80)),
                        ('prompts', models.JSONField(default=dict, help_text="text beside the audio by task, where not the suite's own")),
                        ('sampling', models.JSONField(help_text='fields of engines.protocols.Sampling')),
                        ('languages', models.JSONField(help_text='ISO 639-3, those it says it supports; empty: not said')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('dataset', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.dataset')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluation.system')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
