from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class PeopleConfig(AppConfig):
    name = "yimen.core.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(import_string("yimen.core.people.checks.check_people"))
