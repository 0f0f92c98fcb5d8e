"""Registers the interface with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "drieluik.ui"
    label = "ui"
