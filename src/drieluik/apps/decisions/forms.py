"""Forms of agendas, papers, and meetings in session."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.decisions.fields import Choices, offer, words
from drieluik.apps.decisions.planning_forms import MomentForm
from drieluik.apps.decisions.rows import AttendanceRow
from drieluik.apps.decisions.services import (
    Arrival,
    NewItem,
    NewPaper,
    Presence,
)
from drieluik.ui.forms import WordsField


class VersionForm(forms.Form):
    """The version of the page, so that nobody acts on what has changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ItemForm(forms.Form):
    """The words of an agenda item."""

    title = WordsField(label=gettext_lazy("Subject"), max_length=200)
    asks = forms.ChoiceField(label=gettext_lazy("What is asked of the meeting"))
    digest = words(
        gettext_lazy("In plain words"),
        3,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("For somebody who reads nothing else: what is it, what is asked?"),
    )
    text = words(gettext_lazy("Explanation"), 4, required=False, max_length=20000)
    needs_advice = forms.BooleanField(
        label=gettext_lazy("The law gives tenants six weeks to advise on this"), required=False
    )

    def __init__(self, *args: Any, asks: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["asks"], asks)

    def item(self) -> NewItem:
        """Return the item as the service wants it."""
        return NewItem(**{name: self.cleaned_data[name] for name in _ITEM})


_ITEM = ("title", "asks", "digest", "text", "needs_advice")


class ReasonForm(VersionForm):
    """A reason people will read."""

    reason = WordsField(label=gettext_lazy("Reason"), max_length=300)


class PaperForm(forms.Form):
    """A file, or a page of ours."""

    title = WordsField(
        label=gettext_lazy("Title of the paper"),
        max_length=200,
        help_text=gettext_lazy("The same title as before makes a next version."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Word (.docx), PDF, or plain text; at most 10 MB."),
    )
    link = forms.CharField(
        label=gettext_lazy("Or the address of a page of Drieluik"),
        required=False,
        max_length=300,
    )

    def paper(self) -> NewPaper:
        """Return the paper as the service wants it."""
        given, file = self.cleaned_data, self.cleaned_data["file"]
        return NewPaper(
            title=given["title"],
            file_name=file.name if file else "",
            content=file.read() if file else b"",
            link=given["link"],
        )


class ReceiptForm(MomentForm):
    """Who received a paper, when, and by which way."""

    field_order = ("parties", "on", "at", "how", "reason")
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("Received by"), widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(label=gettext_lazy("By which way"))
    reason = WordsField(
        label=gettext_lazy("If you put an earlier record right: why?"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, parties: Choices, ways: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["parties"], parties)
        offer(self.fields["how"], ways)

    def arrival(self) -> Arrival:
        """Return the receipt as the service wants it."""
        given = self.cleaned_data
        parties = tuple(int(one) for one in given["parties"])
        return Arrival(parties, self.moment(), given["how"], given["reason"])


class InputForm(forms.Form):
    """What a party says beforehand."""

    party = forms.ChoiceField(label=gettext_lazy("For"))
    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    text = words(gettext_lazy("Your words"), 4, max_length=20000)

    def __init__(self, *args: Any, parties: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["party"], parties)
        offer(self.fields["kind"], kinds)


class AnswerForm(forms.Form):
    """What a party answers to a question."""

    party = forms.ChoiceField(label=gettext_lazy("For"))
    text = words(gettext_lazy("The answer"), 4, max_length=20000)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["party"], parties)


class ReplyForm(forms.Form):
    """What a landlord answers to advice."""

    party = forms.ChoiceField(label=gettext_lazy("For"))
    follows = forms.ChoiceField(label=gettext_lazy("Is the advice followed?"))
    reasons = words(
        gettext_lazy("Why"),
        3,
        required=False,
        max_length=20000,
        help_text=gettext_lazy("Needed where the advice is not wholly followed."),
    )

    def __init__(self, *args: Any, parties: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["party"], parties)
        offer(self.fields["follows"], kinds)


class AttendanceForm(VersionForm):
    """Every party with whether it is there, and names if people want."""

    def __init__(
        self, *args: Any, rows: Sequence[AttendanceRow], presences: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            self.fields[f"presence_{row.party_id}"] = forms.ChoiceField(
                label=row.party,
                choices=[("", "–"), *presences],
                initial=row.presence,
                required=False,
            )
            self.fields[f"names_{row.party_id}"] = forms.CharField(
                label=_("Names, %(party)s") % {"party": row.party},
                initial=row.names,
                required=False,
                max_length=300,
            )

    def attendance(self) -> list[Presence]:
        """Return the parties of which something was chosen."""
        given = self.cleaned_data
        return [
            Presence(
                row.party_id, given[f"presence_{row.party_id}"], given[f"names_{row.party_id}"]
            )
            for row in self._rows
            if given[f"presence_{row.party_id}"]
        ]

    def pairs(self) -> list[tuple[AttendanceRow, Any, Any]]:
        """Return the two fields of each party beside each other."""
        return [
            (row, self[f"presence_{row.party_id}"], self[f"names_{row.party_id}"])
            for row in self._rows
        ]


class DiscussionForm(VersionForm):
    """What was said, in short."""

    text = words(gettext_lazy("Discussed"), 3, required=False, max_length=20000)


class AdjournForm(VersionForm):
    """To which meeting an item goes."""

    to = forms.ChoiceField(label=gettext_lazy("It comes back in"), required=False)
    text = WordsField(label=gettext_lazy("Reason"), max_length=1000)

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], [*meetings, ("", _("a meeting that is not planned yet"))])

    def meeting_id(self) -> UUID | None:
        """Return the meeting that was chosen; None for one that is not planned yet."""
        return UUID(self.cleaned_data["to"]) if self.cleaned_data["to"] else None


class CancelForm(AdjournForm):
    """Why a meeting is not held, and where its subjects go."""

    field_order = ("text", "to")
    to = forms.ChoiceField(label=gettext_lazy("The subjects go to"), required=False)
    text = words(
        gettext_lazy("Why it is not held"),
        3,
        max_length=500,
        help_text=gettext_lazy("The parties get this in a mail."),
    )


class CorrectionForm(forms.Form):
    """The right words of a decision."""

    text = words(gettext_lazy("The right words"), 3, max_length=10000)
    reason = WordsField(label=gettext_lazy("What was wrong"), max_length=300)


class ApprovalForm(forms.Form):
    """Minutes to approve."""

    meeting = forms.UUIDField(widget=forms.HiddenInput)
    remarks = WordsField(label=gettext_lazy("Remarks at approval"), required=False, max_length=2000)


class OutcomeForm(forms.Form):
    """What came of a task."""

    outcome = WordsField(label=gettext_lazy("What came of it"), required=False, max_length=500)
