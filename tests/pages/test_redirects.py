"""Every other name of a factor has an address, which leads on to its page."""

from html.parser import HTMLParser
from posixpath import join, normpath

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import Addresses, all_pages, redirects
from tests.archive.builders import archive_of, factor, incident


class Redirect(HTMLParser):
    """What a browser without scripts makes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.refresh = self.canonical = self.robots = ""
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if values.get("http-equiv") == "refresh":
            self.refresh = values["content"]
        if values.get("rel") == "canonical":
            self.canonical = values["href"]
        if values.get("name") == "robots":
            self.robots = values["content"]
        if tag == "a":
            self.links.append(values["href"])

    def handle_data(self, data: str) -> None:
        self.words += data


def written(
    *factors: ContributingFactor, postmortems: tuple[Postmortem, ...] = (), use_directory_urls: bool = True
) -> dict[str, Redirect]:
    """The redirects of an archive with these factors, by the files they are written to."""
    archive = archive_of(*postmortems, factors=factors)
    addresses = Addresses(archive, use_directory_urls=use_directory_urls)
    pages = all_pages(Analysis(archive), addresses)
    files = {addresses.destination(address): Redirect(html) for address, html in redirects(archive, addresses).items()}
    assert not files.keys() & {addresses.destination(page.address) for page in pages}
    return files


def destinations(files: dict[str, Redirect]) -> dict[str, str]:
    """Where each of them leads, as a path from the root of the site."""
    return {file: normpath(join(file, "..", one.links[0])) for file, one in files.items()}


def test_every_alias_leads_to_the_page_of_its_factor() -> None:
    files = written(factor("slow-disk", aliases=["tired-disk", "lame"]), factor("dns"))
    assert destinations(files) == {
        "patterns/tired-disk/index.html": "patterns/slow-disk",
        "patterns/lame/index.html": "patterns/slow-disk",
    }


def test_a_reader_is_sent_on_by_the_page_by_a_search_engine_and_by_a_link_and_never_by_a_script() -> None:
    (page,) = written(factor("slow-disk", title="Slow disk", aliases=["tired-disk"])).values()
    assert page.refresh == "0; url=../../patterns/slow-disk/"
    assert page.canonical == "../../patterns/slow-disk/"
    assert page.links == ["../../patterns/slow-disk/"]
    assert page.robots == "noindex"
    assert "This factor is called Slow disk." in page.words
    assert "script" not in page.tags


def test_without_directory_urls_the_way_begins_one_folder_higher() -> None:
    files = written(factor("slow-disk", aliases=["tired-disk"]), use_directory_urls=False)
    assert destinations(files) == {"patterns/tired-disk.html": "patterns/slow-disk.html"}
    assert files["patterns/tired-disk.html"].refresh == "0; url=../patterns/slow-disk.html"


def test_the_old_names_of_a_factor_that_was_merged_lead_to_what_it_is_part_of() -> None:
    files = written(
        factor("slow-disk"),
        factor("lame-disk", merged_into="slow-disk", aliases=["limping-disk"]),
        factor("first-disk", merged_into="limping-disk", aliases=["zeroth-disk"]),
    )
    assert destinations(files) == {
        "patterns/limping-disk/index.html": "patterns/slow-disk",
        "patterns/zeroth-disk/index.html": "patterns/slow-disk",
    }


@pytest.mark.parametrize("target", ["round", "nobody-wrote-this"])
def test_an_old_name_leads_somewhere_even_where_mergers_do_not(target: str) -> None:
    factors = factor("round", merged_into="about"), factor("about", merged_into=target, aliases=["roundabout"])
    (destination,) = destinations(written(*factors)).values()
    assert destination in {"patterns/round", "patterns/about"}


def test_an_alias_that_is_the_name_of_another_factor_does_not_hide_its_page() -> None:
    assert written(factor("slow-disk", aliases=["dns", "slow-disk"]), factor("dns"), factor("retired")) == {}
    assert written(factor("slow-disk", aliases=["retired"]), factor("retired", deprecated="say what was slow")) == {}


def test_of_two_factors_with_one_alias_the_first_in_the_alphabet_has_its_address() -> None:
    files = written(factor("b-disk", aliases=["shared"]), factor("a-disk", aliases=["shared"]))
    assert destinations(files) == {"patterns/shared/index.html": "patterns/a-disk"}


def test_an_alias_that_postmortems_cite_leads_on_too() -> None:
    citing = incident("2026-01-01-a", "2026-01-01", "tired-disk")
    files = written(factor("slow-disk", aliases=["tired-disk"]), postmortems=(citing,))
    assert destinations(files) == {"patterns/tired-disk/index.html": "patterns/slow-disk"}


def test_a_title_is_text_and_no_markup() -> None:
    (page,) = written(factor("q-a", title='</title><script>x</script>"&amp;', aliases=["ask"])).values()
    assert page.tags == ["html", "head", "meta", "title", "link", "meta", "meta", "body", "p", "a"]
    assert page.words.count('</title><script>x</script>"&amp;') == 2


def test_a_name_longer_than_a_file_may_have_is_cut_and_still_leads_on() -> None:
    names = ["a" * 300, "a" * 299 + "b"]
    files = written(factor("c" * 300, aliases=names))
    assert len(files) == len(names)
    assert all(len(part) < 100 for file in files for part in file.split("/"))
    (target,) = set(destinations(files).values())
    assert len(target) < 100


@pytest.mark.parametrize("alias", ["../../climbed", "/etc/passwd", "a/b", "..", ".", "", "a b", "Größe", "index.html"])
def test_what_could_lead_out_of_the_site_is_no_alias(alias: str) -> None:
    assert written(factor("slow-disk", aliases=[alias])) == {}
