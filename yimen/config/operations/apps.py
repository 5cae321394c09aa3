from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class OperationsConfig(AppConfig):
    name = "yimen.config.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(import_string("yimen.config.operations.checks.safe"))
