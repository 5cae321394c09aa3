from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "yimen.adapters.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
