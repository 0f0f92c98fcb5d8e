"""A visitor who follows every link of the public site, and reads all that stands in each answer."""

import io
import re
import zipfile
from html import unescape
from urllib.parse import urlsplit

import pdfplumber
from django.conf import settings
from django.test import Client

MOST = 400


def text_of(answer) -> str:
    """All that stands in an answer: words, headers, and what is inside a Word file or a PDF."""
    content, kind = answer.content, answer.headers.get("Content-Type", "")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    if kind == "application/pdf":
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            words = "\n".join(page.extract_text() for page in pdf.pages)
            return f"{words} {pdf.metadata} {answer.headers}"
    return f"{content.decode('utf-8', 'replace')} {answer.headers}"


def links_in(text: str) -> set[str]:
    found = re.findall(r'href="([^"#]+)|<loc>([^<]+)|Sitemap: (\S+)', text)
    paths = (unescape(next(filter(None, one))).removeprefix(settings.SITE_ADDRESS) for one in found)
    return {path for path in paths if urlsplit(path).path.startswith("/openbaar/")}


def crawl(*starts: str) -> dict[str, str]:
    """Follow every public link, also those in sitemap and robots.txt; returns texts by address."""
    client, found, waiting = Client(), {}, [*starts]
    while waiting and len(found) < MOST:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        found[path] = text_of(answer) if answer.status_code == 200 else ""
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers, path
        waiting += sorted(links_in(found[path]))
    return found
