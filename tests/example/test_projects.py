"""What became of the example's focus projects: laid once, made up, and it fits the register."""

import pytest

from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.projects.costs import list_uncovered
from drieluik.apps.projects.models import CostLine, Progress, ProjectLead, ProjectResult
from drieluik.example.places import CITY
from drieluik.example.projects import courses
from drieluik.example.register import agreements
from drieluik.example.seeding.library import lay_library
from drieluik.example.seeding.organisations import lay_organisations
from drieluik.example.seeding.projects import lay_projects
from drieluik.example.seeding.register import lay_register

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_every_focus_project_is_told_about_once():
    numbers = [course.number for course in courses()]

    assert numbers == [project.number for project in agreements(CITY).focus_projects]


def test_all_is_laid_through_the_services_and_a_second_time_changes_nothing():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    lay_library(place, party_ids)
    lay_projects(place, party_ids)
    counts = [model.objects.count() for model in (Progress, ProjectLead, CostLine)]

    lay_projects(place, party_ids)

    assert counts == [model.objects.count() for model in (Progress, ProjectLead, CostLine)]
    assert counts[0] == sum(len(course.reports) for course in courses())
    rows, costs = list_uncovered(
        municipality_id=place, year=2020, actor=SYSTEM, on=agreements(CITY).in_force_from
    )
    assert len(rows) == 3
    assert costs.n_hidden == 1
    assert ProjectResult.objects.exclude(work=None).count() == 1
