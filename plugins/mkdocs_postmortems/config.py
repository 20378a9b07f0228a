"""The plugin's options as MkDocs takes them: any key may come, and `Settings` says what is wrong with it."""

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from mkdocs_postmortems.settings import Settings, SettingsError


class PostmortemsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """Options are described once, in `settings.py`, where the command reads them too."""

    settings: Settings

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        try:
            self.settings = Settings.of(self)
        except SettingsError as error:
            return [(name, ValidationError(problem)) for name, problem in error.problems], []
        return [], []
