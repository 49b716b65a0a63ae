"""The Celery application, loaded with the package so that every process has it.

A process that rang without it would knock at a default AMQP broker.
"""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")

app = Celery("guidekit")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_house_logging(**kwargs: object) -> None:
    """Leave logging as Django's settings made it; being connected is enough."""
