"""`python -m mkdocs_postmortems` is `postmortems`."""

from mkdocs_postmortems.cli import main

if __name__ == "__main__":
    main(prog_name="postmortems")
