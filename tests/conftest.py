"""Options and fixtures of the tests; what they build inputs with is in builders.py."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.site.building import build, bundled


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is rendered as the new expectation")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file that is read in review like prose."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive in this repository, built as of a fixed day: once, also where several processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "bundled"
    site = root / "site"
    with FileLock(root.with_suffix(".lock")):
        if not root.is_dir():
            root.mkdir()
            result = build(bundled(root), root / "unchecked", "--strict")
            assert result.returncode == 0, result.stderr
            assert "WARNING" not in result.stderr
            (root / "unchecked").rename(site)
    assert site.is_dir(), "another process could not build it"
    return site
