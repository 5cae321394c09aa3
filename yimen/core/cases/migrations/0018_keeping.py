"""Cases whose time of keeping ends, and what remains of those that were erased."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_recognised'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='erased_on',
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='keeping', serialize=False, to='cases.case')),
                ('version', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=18)),
                ('service', models.CharField(max_length=100)),
                ('name', models.JSONField(default=dict)),
                ('region', models.CharField(max_length=6)),
                ('deciding_region', models.CharField(max_length=6)),
                ('authority', models.CharField(max_length=40)),
                ('outcome', models.CharField(max_length=12)),
                ('keep', models.CharField(max_length=20)),
                ('law', models.CharField(max_length=60)),
                ('mark', models.CharField(max_length=1)),
                ('last_day', models.DateField()),
                ('listed_at', models.DateTimeField()),
                ('first_by', models.CharField(blank=True, default='', max_length=64)),
                ('first_name', models.CharField(blank=True, default='', max_length=100)),
                ('first_at', models.DateTimeField(null=True)),
                ('second_by', models.CharField(blank=True, default='', max_length=64)),
                ('second_name', models.CharField(blank=True, default='', max_length=100)),
                ('erased_at', models.DateTimeField(null=True)),
                ('digest', models.BinaryField(max_length=32, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('erased_at', None)), fields=['last_day', 'case'], name='keeping_ends'), models.Index(condition=models.Q(('erased_at__isnull', False)), fields=['-erased_at'], name='keeping_over')],
                'constraints': [models.CheckConstraint(condition=models.Q(('second_by', ''), models.Q(models.Q(('first_by', ''), _negated=True), models.Q(('first_by', models.F('second_by')), _negated=True)), _connector='OR'), name='keeping_two_names'), models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('second_by', ''), _negated=True), _connector='OR'), name='keeping_erased_by_two')],
            },
        ),
        migrations.RunSQL((SQL / "keeping.sql").read_text(), migrations.RunSQL.noop),
    ]
