"""Join the apps: settings, addresses, worker, admin site and commands."""

from guidekit.celery import app as celery_app

__all__ = ("celery_app",)
