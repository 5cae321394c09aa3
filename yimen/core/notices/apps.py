from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import import_string


class NoticesConfig(AppConfig):
    name = "yimen.core.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(import_string("yimen.core.notices.checks.rules"))
