"""The numbers of record: how often each rule about language was right on sentences that it was not made with."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Hits on held-out sentences, those of them that are right, sentences it should find there, and found ones."""

    hits: int
    right: int
    labelled: int
    found: int


MEASURED: Mapping[str, Measured] = {
    "person-directed-action": Measured(hits=14, right=14, labelled=26, found=14),
    "vigilance-action": Measured(hits=23, right=23, labelled=25, found=23),
    "vague-action": Measured(hits=17, right=17, labelled=31, found=17),
    "who-question": Measured(hits=15, right=15, labelled=22, found=15),
    "human-terminus": Measured(hits=19, right=19, labelled=27, found=20),
    "human-error-as-cause": Measured(hits=23, right=21, labelled=33, found=21),
    "counterfactual": Measured(hits=34, right=31, labelled=45, found=31),
    "judgement": Measured(hits=30, right=29, labelled=53, found=28),
    "named-person": Measured(hits=13, right=13, labelled=32, found=13),
    "vague-impact": Measured(hits=19, right=19, labelled=22, found=19),
    "root-cause-single": Measured(hits=11, right=11, labelled=14, found=11),
}
"""By the name of the rule, on both held-out sets together. `python -m benchmarks.language --record` writes them."""
