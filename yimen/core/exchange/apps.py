from django.apps import AppConfig
from django.core import checks

from yimen.core.exchange.checks import switchboard_is_whole


class ExchangeConfig(AppConfig):
    name = "yimen.core.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(switchboard_is_whole)
