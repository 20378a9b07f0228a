"""What is indexed of a page."""

from mkdocs_postmortems.search.documents import document


def indexed(html: str = "<h1>Tie</h1><p>Votes</p>", title: str = "Tie", **more: object) -> str:
    return document(title, html, **{"language": "en", "facts": {}, **more})  # type: ignore[arg-type]


def test_headings_keep_their_anchors_and_nothing_else_keeps_its_tags() -> None:
    html = '<h1 id="tie">Tie</h1><h2 id="impact">Impact</h2><ul><li><a href="x">Writes</a> failed</li></ul>'
    text = indexed(html)
    assert '<h2 id="impact">Impact</h2>' in text
    assert "Writes" in text
    assert "<a" not in text
    assert "<li" not in text


def test_a_page_without_a_heading_is_headed_by_its_title() -> None:
    assert "<h1>Tie</h1>" in indexed("<p>Votes</p>")


def test_facts_stand_before_the_first_section_so_that_none_is_found_under_another() -> None:
    text = indexed('<h1>Tie</h1><h2 id="sources">Sources</h2>', searched=["login"], names=["split vote"])
    text = text.partition("<body>")[2]
    assert text.index("</h1>") < text.index("split vote") < text.index("login") < text.index("sources")


def test_a_result_is_told_the_facts_that_are_there() -> None:
    text = indexed(facts={"date": "2026-03-14", "severity": ""})
    assert '<meta data-pagefind-meta="date[content]" content="2026-03-14">' in text
    assert "severity" not in text


def test_what_a_writer_wrote_is_text() -> None:
    text = indexed(
        "<p>x</p>", 'Tie "><script>1</script>', facts={"about": '"><b>'}, names=["<i>"], searched=["</h1><u>"]
    )
    assert "<script" not in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "<u>" not in text


def test_permanent_links_and_places_of_drawings_are_no_words() -> None:
    text = indexed(
        '<h1>Tie<a class="headerlink" href="#tie" title="Link">&para;</a></h1><p>\ue0001\ue001</p><p>Votes</p>'
    )
    assert "para" not in text
    assert "\ue000" not in text
    assert "Votes" in text


def test_sections_that_are_not_wanted_are_left_out_with_what_stands_below_them() -> None:
    html = "<h1>Tie</h1><p>Lead</p><h2>Timeline (UTC)</h2><p>Nine</p><h3>Later</h3><p>Ten</p><h2>Impact</h2><p>Some</p>"
    text = indexed(html, without={"timeline", "timeline (utc)"})
    assert "Nine" not in text
    assert "Ten" not in text
    assert all(word in text for word in ("Lead", "Impact", "Some"))
