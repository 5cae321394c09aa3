"""Bad ratings, complaints and “办不成事” are work orders of one kind; the follow-ups that are there become such orders."""

import django.db.models.deletion
from django.db import migrations, models

from yimen.core.people.secrecy import EncryptedTextField
from yimen.core.ports import ids

POLICIES = """
alter table ratings_workorder enable row level security, force row level security;
create policy seen on ratings_workorder for select using (
    person_id = (select yimen_person())
    or (select yimen_is_system())
    or encode(digest, 'hex') = nullif(current_setting('yimen.order', true), '')
    or (select yimen_role()) in ('head', 'supervisor')
       and (region = '' or region between (select yimen_reach_from()) and (select yimen_reach_to()))
);
create policy opened on ratings_workorder for insert with check (
    yimen_is_system()
    or yimen_role() in ('applicant', 'visitor') and (person_id is null or person_id = yimen_person())
       and (case_id is null or cases_seen(case_id)) and closed_at is null and answered_at is null
);
create policy worked on ratings_workorder for update using (
    person_id = (select yimen_person())
    or (select yimen_is_system())
    or encode(digest, 'hex') = nullif(current_setting('yimen.order', true), '')
    or (select yimen_role()) in ('head', 'supervisor')
       and (region = '' or region between (select yimen_reach_from()) and (select yimen_reach_to()))
);

-- The person says whether it is right, and nothing else; nobody else says it for the person, nor changes what was said.
create function ratings_order_is_worked_by_its_two_sides() returns trigger language plpgsql as $$
declare
    verdict text[] := array['heard', 'heard_at', 'heard_words', 'closed_at', 'closed_by', 'closed_how'];
begin
    if yimen_role() in ('applicant', 'visitor') then
        if to_jsonb(new) - verdict is distinct from to_jsonb(old) - verdict or new.closed_how = 'manager' then
            raise insufficient_privilege using message = 'ratings_workorder: a person says whether it is right, and nothing else';
        end if;
    elsif new.heard is distinct from old.heard and new.heard <> '' or new.said is distinct from old.said
          or new.closed_how = 'confirmed' and old.closed_how <> 'confirmed' then
        raise insufficient_privilege using message = 'ratings_workorder: nobody speaks for the person';
    end if;
    return new;
end $$;
create trigger two_sides before update on ratings_workorder
    for each row execute function ratings_order_is_worked_by_its_two_sides();
"""
AS_RULE = "select set_config('yimen.role', 'rule', true)"
AS_NOBODY = "select set_config('yimen.role', '', true)"


def follow_ups_become_orders(apps, editor):  # type: ignore[no-untyped-def]
    """Once, in the migration: what was done is sealed from now on."""
    order, before = apps.get_model("ratings", "WorkOrder"), apps.get_model("ratings", "FollowUp")
    editor.execute(AS_RULE)
    for one in before.objects.select_related("rating", "case"):
        by_person = bool(one.closed_at) and one.closed_by == one.rating.by_id
        order.objects.create(
            kind="rating", rating=one.rating, case=one.case, person_id=one.rating.by_id, region=one.case.region,
            office=one.case.office, said=one.rating.text, opened_at=one.rating.at, call_by=one.call_by, due=one.due,
            called_at=one.called_at, called_by=one.called_by, answer=one.what_was_done, answered_at=one.closed_at,
            answered_by=one.closed_by, heard="right" if by_person else "", heard_at=one.closed_at if by_person else None,
            closed_at=one.closed_at, closed_by=one.closed_by, close_reason=one.what_was_done,
            closed_how="" if not one.closed_at else "confirmed" if by_person else "manager",
        )  # fmt: skip
    editor.execute("set constraints all immediate")  # the table is altered in this same transaction
    editor.execute(AS_NOBODY)


class Migration(migrations.Migration):
    dependencies = [("ratings", "0002_with_its_case"), ("people", "0003_who_sees_whom")]
    operations = [
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                ("id", models.UUIDField(default=ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("rating", "差评"), ("complaint", "投诉"), ("stuck", "办不成事")], max_length=10
                    ),
                ),
                ("person_id", models.UUIDField(null=True)),
                ("digest", models.BinaryField(max_length=32, null=True, unique=True)),
                ("region", models.CharField(blank=True, default="", max_length=6)),
                ("office", models.CharField(blank=True, default="", max_length=20)),
                ("place", EncryptedTextField(default="")),
                ("said", EncryptedTextField(default="")),
                ("phone", EncryptedTextField(default="")),
                ("opened_at", models.DateTimeField()),
                ("call_by", models.DateField()),
                ("due", models.DateField()),
                ("owner", models.CharField(blank=True, default="", max_length=64)),
                ("owned_at", models.DateTimeField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                ("called_by", models.CharField(blank=True, default="", max_length=64)),
                ("call_note", EncryptedTextField(default="")),
                ("answer", EncryptedTextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, default="", max_length=64)),
                ("heard", models.CharField(blank=True, default="", max_length=5)),
                ("heard_at", models.DateTimeField(null=True)),
                ("heard_words", EncryptedTextField(default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, default="", max_length=64)),
                ("closed_how", models.CharField(blank=True, default="", max_length=10)),
                ("close_reason", EncryptedTextField(default="")),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "rating",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_order",
                        to="ratings.rating",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="closed_by_the_person_or_a_manager",
                        condition=models.Q(closed_at=None, closed_how="")
                        | models.Q(closed_at__isnull=False, closed_how="confirmed", heard="right")
                        | models.Q(closed_at__isnull=False, closed_how="manager"),
                    )
                ],
                "indexes": [
                    models.Index(fields=["due"], name="work_order_open", condition=models.Q(closed_at=None)),
                    models.Index(fields=["person_id", "-opened_at"], name="work_order_person"),
                ],
            },
        ),
        migrations.RunPython(follow_ups_become_orders, migrations.RunPython.noop),
        migrations.DeleteModel("FollowUp"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
