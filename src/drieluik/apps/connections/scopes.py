"""What a connection may do; the words travel as scopes of OAuth."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """Reading is what every connection gets unless something else is chosen."""

    READ = "lezen", _("Read: what a reader of this party may read")
    HAND_IN = "aanleveren", _("Hand in: send in the workbook of this corporation")
