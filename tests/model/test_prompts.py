"""What a template left behind is told from what somebody wrote."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.cli import main
from mkdocs_postmortems.model.prompts import OTHER_PROMPT, PROMPTS, SAMPLES, is_placeholder, is_residue, only_residue
from mkdocs_postmortems.source import Section, parse
from mkdocs_postmortems.source.markdown import Body


def section(text: str, title: str = "Impact") -> Section:
    return Body(f"## {title}\n\n{text}\n", 1).sections[0]


LEFT_BY_OTHERS = {
    "a heading's own question": "What happened?",
    "several questions": "How was it detected? Who noticed?\nCould we have known sooner?",
    "questions in a list": "- What went well?\n- What did you do well?",
    "a short description asked for": "A short description of what happened, who was affected and for how long.",
    "two to three sentences asked for": "Provide a summary of the incident in 2-3 sentences.",
    "an order with a reason behind it": "Describe how users were affected. Include all numbers. Be specific.",
    "an order in emphasis": "*Describe how internal and external users were impacted during the\nincident*",
    "an order about what led to it": "_List the sequence of events that led to the incident_",
    "an order with instructions before it": "INSTRUCTIONS: Write a summary of the incident in a few sentences.",
    "an order to be short": "Please briefly describe the impact on customers.",
    "an order with a condition": "Describe what made it worse. If nothing did, say so.",
    "an order in a quotation": "> Explain what the responders saw.",
    "an order in parentheses": "(Describe the impact here)",
    "a form for the summary": "**Impact**: \n\n**Duration**: TBD\n\n**Detected by**: ?",
    "labels with nothing behind them": "- Start:\n- End:\n- Services:",
    "a placeholder in brackets": "[Insert the number of customers]",
    "a placeholder in angle brackets": "<number of customers> ",
    "a placeholder in braces": "{EVENT SYMPTOMS}",
    "a label with a placeholder": "Call recording: <Link to the recording>",
    "a comment for a prompt": "<!-- What happened, in two sentences? -->\n\nTBD",
    "an empty table": "| Time (UTC) | Event |\n| --- | --- |\n| | |",
    "a table of clocks to fill in": "| Time | Event |\n| --- | --- |\n| HH:MM | |\n| HH:MM | Description |",
    "a table of days to fill in": "| Date | Event |\n| --- | --- |\n| YYYY-MM-DD HH:MM | What happened? |",
    "a table of actions to fill in": "| Action item | Owner | Due |\n| --- | --- | --- |\n| TODO | | |",
    "a lone bullet": "-",
    "a lone star": "*\n*",
    "lone numbers": "1.\n2.\n3.",
    "a tick box": "- [ ]",
    "todo": "TODO",
    "to do": "To do.",
    "tbd": "TBD",
    "tba": "- TBA",
    "n/a": "N/A",
    "n / a": "n / a.",
    "not applicable": "Not applicable",
    "dots": "...",
    "an ellipsis": "…",
    "question marks": "???",
    "to be written": "To be written.",
    "a note to oneself": "TODO: ask the storage team for the numbers",
    "coming soon": "Coming soon!",
    "lorem ipsum": "Lorem ipsum dolor sit amet, consectetur.",
    "nothing but emphasis": "**TBD**",
    "our own prompts": f"{PROMPTS['Impact']}",
    "our prompt for other sections": f"> {OTHER_PROMPT}",
}


@pytest.mark.parametrize("text", LEFT_BY_OTHERS.values(), ids=LEFT_BY_OTHERS)
def test_what_templates_leave_is_recognised(text: str) -> None:
    assert only_residue(section(text)) is not None


ANSWERS = [
    "None.",
    "None",
    "Unknown.",
    "Nothing.",
    "No.",
    "Nobody.",
    "Bug",
    "Luck.",
    "無し",
    "全ユーザーが31分間ログインできなかった。",
    "🎉",
    "SEV2",
    "503",
    "Nothing went well that the sources tell of.",
    "Nothing is known of how it was noticed.",
    "Describe calls to the API failed.",
    "Describe calls to the API failed for 31 minutes.",
    "Explain plans took 40 seconds.",
    "Include files were missing from the build.",
    "List endpoints returned 503.",
    "Document search was slow.",
    "Note taking was impossible for everybody.",
    "Example: the checkout page returned an error for every customer.",
    "For example, logins failed.",
    "Was anybody warned? No alert existed.",
    "Who noticed? A customer did.",
    "How long? 31 minutes",
    "Describe how users were affected.\n12 percent of writes failed for 31 minutes.",
    "Describe the impact: writes failed.",
    "What if it had been a Friday?",
    "<https://status.example.com/incidents/1>",
    "[The status page](https://status.example.com/incidents/1)",
    "https://status.example.com/incidents/1",
    "[graph](lag.png)",
    "![graph](lag.png)",
    "[INC-1234]",
    "[^1]",
    "Internal account: <https://example.com/pull/120>",
    "Contact: <sre@example.com>",
    "(None.)",
    "(it does not)",
    "(see the timeline)",
    "| Time (UTC) | Event |\n| --- | --- |\n| 09:12 | The old leader comes back. |",
    "| Metric | Value |\n| --- | --- |\n| Failed writes | 12 percent |",
    "We now run:\n\n```\npostmortems check\n```",
    "```\n503 Service Unavailable\n```",
    "```mermaid\ntimeline\n    09:12 : the leader comes back\n```",
    "~~~\nlog\n~~~",
    '<img src="lag.png">',
    "<table><tr><td>12 percent</td></tr></table>",
    "<details><summary>Log</summary>503</details>",
    "{{ timeline('2026-03-14') }}",
    '{% include "timeline.md" %}',
    '--8<-- "timeline.md"',
    "Impact: 12 percent of writes",
    "Duration: none",
    "Pending orders were lost.",
    "Placeholder images were shown instead of avatars.",
    "To be fair, the runbook was right.",
    "To do lists could not be saved.",
    "TODO lists of all users were lost.",
    "N/A responses were cached for 31 minutes.",
    "> Writes failed.",
    "- Writes failed.",
    "1. Writes failed.",
    "A short outage of the login page.",
    "A brief summary of the logs showed nothing.",
    "What happened was that the disk filled up.",
    "How it was noticed is not known.",
    "Replace the certificate by hand: that is what the runbook said.",
    "Be it as it may, it held.",
    "TBD\n\nWrites failed.",
    "- TODO\n- Writes failed.",
    "### By region\n\nOnly one was hit.",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_not_taken_for_a_prompt_however_short(text: str) -> None:
    assert only_residue(section(text)) is None


ORDERS = [
    "- Document the failover",
    "Document the process of creating certificates.",
    "- List all consumers of the topic in the runbook\n- Include the region in every alert",
    "Summarise the on-call load each week.",
    "Add an overview of replication lag to the dashboard.",
    "Explain the limits to new tenants, in the console",
    "- [ ] Replace the text of the alert",
]


@pytest.mark.parametrize("text", ORDERS)
@pytest.mark.parametrize("title", ["Action items", "Follow-ups", "How do we prevent recurrence", "Next steps"])
def test_where_work_is_agreed_an_order_is_an_answer(title: str, text: str) -> None:
    assert only_residue(section(text, title)) is None


@pytest.mark.parametrize(
    "text", ["List the action items here.", "Describe the follow-up actions.", "TODO", "What will you change?", "-"]
)
def test_where_work_is_agreed_a_prompt_is_still_one(text: str) -> None:
    assert only_residue(section(text, "Action items")) is not None


def test_an_empty_section_is_another_matter_and_the_words_of_a_prompt_are_told() -> None:
    assert only_residue(section("")) is None
    assert only_residue(section("\n> **TBD**\n")) == "**TBD**"
    assert only_residue(section("-")) == "-"


@pytest.mark.parametrize("template", ["full", "light"])
def test_a_scaffold_holds_no_answer(template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [postmortems]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["new", "Writes stalled", "--template", template, "--date", "2026-03-14"])
    assert result.exit_code == 0, result.output
    (file,) = (tmp_path / "postmortems").rglob("*.md")
    sections = parse(file.read_bytes(), "x.md").sections
    assert sections
    for one in sections:
        assert one.is_empty or only_residue(one), one.title
        uncommented = one.text.replace("<!--", "").replace("-->", "")
        assert only_residue(section(uncommented, one.title)), one.title


@pytest.mark.parametrize(
    "value", ["TBD", "todo", "N/A", "[title]", "<who was hit>", "{IMPACT}", "...", *SAMPLES.values()]
)
def test_a_value_may_stand_in_for_one(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    ["none", "unknown", "What happened", "Why?", "TODO list of all users was lost", "<https://example.com>", "(none)"],
)
def test_a_value_may_be_short_or_ask(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    "token", ["1 ", "a:", "(", "TODO ", "|", "12:", "- ", "*", "`", "<", "describe ", "? ", "#", ">", "1."]
)
def test_endless_lines_are_no_answer_to_stumble_over(token: str) -> None:
    assert is_residue(f"{token * 20_000}the old leader came back in 2026") is False
    assert not is_placeholder(f"{token * 20_000}the old leader came back")


@given(st.text(max_size=200), st.sampled_from(["Impact", "Action items"]))
@settings(max_examples=300)
def test_any_text_is_judged(text: str, title: str) -> None:
    one = section(text, title)
    words = only_residue(one)
    assert words is None or isinstance(words, str)
    assert isinstance(is_residue(text), bool)
    assert isinstance(is_placeholder(text), bool)
