from django.apps import AppConfig


class PaymentsDemoConfig(AppConfig):
    name = "yimen.adapters.payments"
    label = "gateways"
    default_auto_field = "django.db.models.BigAutoField"
