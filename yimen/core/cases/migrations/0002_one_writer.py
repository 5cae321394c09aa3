"""Who writes and who sees: functions, triggers and policies of the trunk, from the files beside their callers in ../sql/."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
FILES = [
    "answer_claim", "case_json", "case_read", "case_open", "case_write_rows", "case_write", "case_begin", "event_erase", "certificates_expire", "case_redate", "cases_sweep", "events_written",
    "paper_by_token", "policies", "sheet_frozen", "guard",
]
SEQUENCES = "create sequence cases_event_seq; create sequence cases_number_seq;"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("people", "0003_who_sees_whom"),
        ("places", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL("\n".join([SEQUENCES, *((SQL / f"{name}.sql").read_text() for name in FILES)]))]
