from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "yimen.core.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
