"""Sentences: who does what in them, as far as words and their order tell. One language is one folder of data."""

from mkdocs_postmortems.language.actions import is_vague
from mkdocs_postmortems.language.impact import impact_words
from mkdocs_postmortems.language.lexicon import QUOTED
from mkdocs_postmortems.language.reader import Evidence, Reader, reader
from mkdocs_postmortems.language.sentences import Sentence, sentences

__all__ = ["QUOTED", "Evidence", "Reader", "Sentence", "impact_words", "is_vague", "reader", "sentences"]
