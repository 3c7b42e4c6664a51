"""Django's entry to the app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "pekppp.survey"
