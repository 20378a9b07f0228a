"""Archives whose truth is known, because chance made them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Citation, Loaded
from mkdocs_postmortems.settings import Settings
from tests.builders import postmortem

LAST = date(2026, 11, 21)
_BASE = postmortem()


def archive_of_days(cited: Iterable[tuple[date, Iterable[str]]], **settings: object) -> Analysis:
    """An archive with a postmortem for each of these days, citing these factors."""
    loaded = []
    for number, (day, slugs) in enumerate(cited):
        item = _BASE.model_copy(
            update={
                "id": f"p{number}",
                "date": day,
                "contributing_factors": tuple(Citation(factor=slug) for slug in slugs),
                "action_items": (),
            }
        )
        loaded.append(Loaded(item.source, item))
    return Analysis(Archive(Settings.of({"as_of": LAST, **settings}), loaded, []))


def by_chance(
    random: Random, count: int, shares: Mapping[str, float], days: int = 2000
) -> list[tuple[date, list[str]]]:
    """Postmortems over so many days, each citing each factor with its share, whatever the day and the other factors;
    and one of its own, so that all are coded."""
    found = []
    for number in range(count):
        cited = [slug for slug, share in shares.items() if random.random() < share]
        found.append((LAST - timedelta(days=random.randrange(days)), [*cited, f"only-{number}"]))
    return found


def so_many_each(
    random: Random, count: int, shares: Mapping[str, float], least: int, most: int
) -> list[tuple[date, list[str]]]:
    """Postmortems that list a number of factors between two, each drawn by its share."""
    found = []
    for _ in range(count):
        wanted, cited = random.randint(least, most), set[str]()
        while len(cited) < wanted:
            cited.update(random.choices(list(shares), list(shares.values())))
        found.append((LAST - timedelta(days=random.randrange(2000)), sorted(cited)))
    return found


def usual_shares(factors: int) -> dict[str, float]:
    """A few frequent factors and many rare ones, as in real archives."""
    return {f"f{rank:02d}": min(0.3, 1.2 / rank**0.8) * 0.5 for rank in range(1, factors + 1)}
