from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class CasesConfig(AppConfig):
    name = "yimen.core.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(import_string("yimen.core.cases.checks.trunk"))
