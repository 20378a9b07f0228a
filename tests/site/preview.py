"""A build as `mkdocs serve` makes it, without the server. Its argument is the folder of the site."""

import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config

if __name__ == "__main__":
    config = load_config(site_dir=sys.argv[1])
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
