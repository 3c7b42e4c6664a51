"""What a page says, for tests over HTTP."""

import html
import re

from django.http import HttpResponse


def plain(markup: str) -> str:
    """*markup* without tags, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def found(response: HttpResponse, pattern: str) -> list[str]:
    """Plain text of each match's first group."""
    return [plain(match) for match in re.findall(pattern, response.content.decode(), re.DOTALL)]


def heading(response: HttpResponse) -> str:
    """The one title of the page."""
    [text] = found(response, r"<h1>(.*?)</h1>")
    return text


def alerts(response: HttpResponse) -> list[str]:
    """Messages and errors at the top of the page."""
    return found(response, r'<(?:div|p) class="alert[^"]*"[^>]*>(.*?)</(?:div|p)>')


def field_errors(response: HttpResponse) -> list[str]:
    """Errors at the fields."""
    return found(response, r'class="field-error"[^>]*>(.*?)</p>')


def rows(response: HttpResponse) -> list[list[str]]:
    """Cells of the tables' body rows."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)
    lines = [line for body in bodies for line in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    return [[plain(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", line, re.DOTALL)] for line in lines]


def hidden(response: HttpResponse, name: str) -> list[str]:
    """Values of the hidden inputs of that name."""
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())


def textareas(response: HttpResponse) -> list[str]:
    """What stands in the text boxes."""
    return found(response, r"<textarea[^>]*>(.*?)</textarea>")


def main_links(response: HttpResponse) -> list[str]:
    """Addresses that the page's own part leads to, without the crumbs."""
    page = re.sub(r'<nav class="crumbs".*?</nav>', "", response.content.decode(), flags=re.DOTALL)
    main = page.partition("<main")[2].partition("</main>")[0]
    return [html.unescape(address) for address in re.findall(r'<a [^>]*href="([^"]*)"', main)]
