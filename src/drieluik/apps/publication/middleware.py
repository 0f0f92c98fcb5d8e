"""What holds for every public page, whatever is behind it: nobody is known, nothing is left behind."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import has_vary_header, patch_vary_headers

from drieluik.apps.publication.serving import no_data, not_found

BEFORE = "/openbaar/"
DATA = "/api/v1/openbaar/"
FILES = ("/robots.txt", "/sitemap.xml")
COORDINATES = "Accept-Crs"
"""The only header of a question, beside its marks, by which an answer may differ."""


def public_pages_know_nobody(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer on public addresses as if nobody is signed in, and set no cookie.

    Comes before everything that reads cookies, so that no answer can depend on who asks. An
    address that there is not answers the same as one that is not public.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        is_data = request.path.startswith(DATA)
        if not is_data and not request.path.startswith(BEFORE) and request.path not in FILES:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
            request.META.pop(name, None)
        response = get_response(request)
        varies = has_vary_header(response, COORDINATES)
        if response.status_code == 404:
            # of data the program around it makes the answer that all of the API gives
            response = no_data() if is_data else not_found()
        response.cookies.clear()
        del response["Vary"]
        if varies:
            patch_vary_headers(response, [COORDINATES])
        return response

    return middleware
