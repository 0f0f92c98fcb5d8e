"""Words for templates about publications."""

from django import template

from drieluik.apps.releases.wording import shape_label
from drieluik.core.flows import Shape

register = template.Library()
register.filter("shape_label", shape_label)


@register.filter
def shape_words(shape: Shape) -> str:
    """Write a shape of a table in words, inside a sentence."""
    label = shape_label(shape)
    return label[:1].lower() + label[1:]
