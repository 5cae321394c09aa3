from django.apps import AppConfig
from django.utils.module_loading import import_string


class WebConfig(AppConfig):
    name = "yimen.web"
    label = "web"

    def ready(self) -> None:
        import_string("yimen.web.checks.register_checks")()  # its imports need the models, which are loaded only now
