"""A searchable archive of blameless postmortems, for MkDocs."""

__version__ = "0.1.0"
