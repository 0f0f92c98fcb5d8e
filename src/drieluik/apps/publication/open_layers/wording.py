"""Words for how far a layer is on the way to the public site, and for its figures."""

from django.utils.translation import gettext_lazy

from drieluik.apps.publication.open_layers.rows import Way

_WAYS = {
    Way.OPEN: gettext_lazy("Everybody sees this layer on the public site."),
    Way.SHUT: gettext_lazy("Its card says that the layer is not public."),
    Way.MADE_UP: gettext_lazy("Its figures are made up, so no source can have made them public."),
    Way.OWN_FIGURES: gettext_lazy(
        "These are figures of an organisation itself: its card does not say that the source "
        "published them as open data. They stay inside, because nobody has checked whether they "
        "lead to persons or households."
    ),
    Way.NO_LICENCE: gettext_lazy("Its card names no licence under which the source published it."),
    Way.TO_STATE: gettext_lazy("Nobody has stated yet where the source made these figures public."),
    Way.OTHER_FIGURES: gettext_lazy(
        "What was stated was about figures that others took the place of. State it anew for the "
        "figures of now."
    ),
    Way.OTHER_CARD: gettext_lazy(
        "The card changed after it was stated. State it anew for the words of now."
    ),
    Way.TAKEN_OFF: gettext_lazy("It was taken off the public site."),
    Way.LAPSED: gettext_lazy("What was stated lapsed before anybody confirmed it."),
    Way.TO_CONFIRM: gettext_lazy(
        "Stated, and waiting for a second person. Nobody outside sees it yet."
    ),
}
_SHORT = {
    Way.OPEN: gettext_lazy("Public"),
    Way.SHUT: gettext_lazy("Not public"),
    Way.MADE_UP: gettext_lazy("Made up"),
    Way.OWN_FIGURES: gettext_lazy("Figures of an organisation itself"),
    Way.NO_LICENCE: gettext_lazy("No licence named"),
    Way.TO_STATE: gettext_lazy("Can be stated"),
    Way.OTHER_FIGURES: gettext_lazy("To state anew: other figures"),
    Way.OTHER_CARD: gettext_lazy("To state anew: other card"),
    Way.TAKEN_OFF: gettext_lazy("Taken off the site"),
    Way.LAPSED: gettext_lazy("Statement lapsed"),
    Way.TO_CONFIRM: gettext_lazy("Waits for a second person"),
}


def way_words(way: Way) -> str:
    """Return how far a layer is, in a sentence."""
    return str(_WAYS[way])


def way_label(way: Way) -> str:
    """Return the same in a few words, for a list."""
    return str(_SHORT[way])
