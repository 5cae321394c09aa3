from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yimen.channels.api"
    label = "api"
