"""The CBS neighbourhoods of a municipality in a year."""

from django.db import models

from drieluik.apps.organisations.models import Municipality


class Buurt(models.Model):
    """One neighbourhood by CBS code and year; borders and codes change over the years.

    Counts are as CBS publishes them: rounded to 5, empty when CBS keeps them secret.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="buurten")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    wijk_code = models.CharField(max_length=8)
    wijk_name = models.CharField(max_length=120, blank=True)
    n_inhabitants = models.PositiveIntegerField(null=True)
    n_households = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="one_buurt_per_code_and_year")
        ]

    def __str__(self) -> str:
        return self.name
