"""Words as another programme sends them to the API, cleaned and measured as on a form of a page.

``Words`` serves every text that people read later; ``Annotated[str, PlainWords(300)]`` one with a
limit of its own.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from drieluik.core.documents.pasted import plain_words
from drieluik.core.documents.texts import MOST_SIGNS


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Turns what was pasted into plain words, and refuses at its field what is too long.

    Attributes:
        most: How many signs the plain words may have.
    """

    most: int

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Clean after everything else that is asked of the text."""
        return core_schema.no_info_after_validator_function(self.cleaned, handler(source))

    def cleaned(self, given: str) -> str:
        """Return the plain words, without spaces around them."""
        try:
            ProhibitNullCharactersValidator()(given)
            words = plain_words(given).strip()
            MaxLengthValidator(self.most)(words)
        except ValidationError as error:
            raise PydanticCustomError("words", "{reason}", {"reason": error.messages[0]}) from error
        return words


Words = Annotated[str, PlainWords(MOST_SIGNS)]
