"""How the demo line behaves; without a row it is a good day."""

from django.db import models


class DemoWire(models.Model):
    name = models.CharField(max_length=40, primary_key=True)
    mode = models.CharField(max_length=20, default="normal")
    params = models.JSONField(default=dict)
    until = models.DateTimeField(null=True)
