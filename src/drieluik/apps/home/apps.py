"""Registers the app with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "drieluik.apps.home"
    label = "home"
