"""No page of any kind is in the way of somebody who cannot see, hear, point or read as others do, as far as axe-core
can tell: WCAG 2.2 AA and its best practices, in both palettes, on a desktop and on a phone."""

from collections.abc import Mapping

import pytest

from tests.browser.axe import violations, violations_of_colour
from tests.browser.chromium import WIDTHS, Reader
from tests.browser.kinds import KINDS


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_has_a_violation(
    kind: str, width: int, reader: Reader, kinds: Mapping[str, tuple[str, ...]]
) -> None:
    for address in kinds[kind]:
        page = reader.open(address, width=width)
        assert violations(page) == [], address
        reader.switch_palette(page)
        assert violations_of_colour(page) == [], f"{address}, dark"
